"""四减一优化: how much less guides ask of people than the guides before them."""

from services.metrics.domain.scope import BY_UNIT, By
from services.metrics.indicators.counts import Count
from services.metrics.indicators.improvements.reduction import Reduction
from services.metrics.indicators.indicator import Definition
from shared.language import Text

_PLACE = """'items/' || revisions.item_code AS place, revisions.item_code, revisions.at,
         revisions.unit, NULL::text AS category, NULL::text AS channel"""
_REVISIONS = f"""(
  SELECT {_PLACE}, name_zh, name_en, steps_before, steps_after, materials_before, materials_after,
         fen_before, fen_after, days_before, days_after
  FROM revisions WHERE previous IS NOT NULL
) AS revisions"""
_REMOVALS = f"""(
  SELECT {_PLACE}, removals.name_zh, removals.name_en, removals.reason
  FROM removals JOIN revisions USING (item_code, version)
) AS removals"""
_SOURCE = Text(
    "四减一优化（减环节、减材料、减时限、减收费）；减幅为前后两版办事指南之差：Σ(前−后)÷Σ前，增加计负数",
    "Four reductions, one optimisation (steps, materials, days, fees), as the difference of two guides:"
    " the sum of before less after / the sum of before; more than before counts as negative",
)


def _reduction(code: str, column: str, name: Text, what: Text) -> Reduction:
    return Reduction(
        code=code,
        name=name,
        definition=Definition(
            Text(
                f"期内发布的新版指南比上一版少的{what.zh} ÷ 上一版的{what.zh}；第一版不算",
                f"{what.en}: how much less the guides published in the period ask than those before"
                " / what those before asked; first guides do not count",
            ),
            _SOURCE,
        ),
        source=_REVISIONS,
        before=f"{column}_before",
        after=f"{column}_after",
    )


FOUR = (
    _reduction(
        "steps_reduced",
        "steps",
        Text("减环节", "Steps reduced"),
        Text("环节数", "Number of steps"),
    ),
    _reduction(
        "materials_reduced",
        "materials",
        Text("减材料", "Materials reduced"),
        Text("材料数", "Number of materials"),
    ),
    _reduction(
        "days_reduced",
        "days",
        Text("减时限", "Days reduced"),
        Text("承诺天数（同为工作日或自然日的）", "Promised days, where both are counted alike"),
    ),
    _reduction(
        "fees_reduced",
        "fen",
        Text("减收费", "Fees reduced"),
        Text("收费（分）", "Fees, in hundredths of a yuan"),
    ),
)
REDUCTIONS = (
    Count(
        code="items_revised",
        name=Text("修订的办事指南", "Guides revised"),
        definition=Definition(
            Text(
                "期内发布的新版指南数，第一版不算",
                "Guides published in the period, but no first ones",
            ),
            _SOURCE,
        ),
        source=_REVISIONS,
        moment="at",
        divisions=BY_UNIT,
        entries=True,
    ),
    *FOUR,
    Count(
        code="items_regressed",
        name=Text("比上一版要求多的指南", "Guides that ask for more"),
        definition=Definition(
            Text(
                "期内发布的新版指南中，环节、材料、天数、收费有一样比上一版多的",
                "Guides published in the period that ask for more steps, materials, days or fees",
            ),
            _SOURCE,
        ),
        source=_REVISIONS,
        moment="at",
        condition=(
            "(steps_after > steps_before OR materials_after > materials_before"
            " OR fen_after > fen_before OR coalesce(days_after > days_before, false))"
        ),
        divisions=BY_UNIT,
        entries=True,
    ),
    Count(
        code="elements_removed",
        name=Text("取消的环节、材料、收费", "Steps, materials and fees removed"),
        definition=Definition(
            Text(
                "期内发布的新版指南取消的要素数，每个都写明理由和依据",
                "Elements that guides published in the period no longer have, each with its reason"
                " and its basis",
            ),
            _SOURCE,
        ),
        source=_REMOVALS,
        moment="at",
        divisions=BY_UNIT | {By.REASON},
        entries=True,
    ),
)
