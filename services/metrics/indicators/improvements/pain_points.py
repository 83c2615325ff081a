"""办不了、很难办、不给办: what was said, who took it on, what came of it; by cause."""

from services.metrics.domain.scope import BY_UNIT, By
from services.metrics.indicators.counts import Count
from services.metrics.indicators.improvements.entry_source import OWN_RULE_ENTRIES, latest, place
from services.metrics.indicators.indicator import Definition, Kind
from services.metrics.indicators.shares import Share
from services.metrics.indicators.stage_times import StageTime
from services.metrics.indicators.stocks import Stock
from shared.language import Text

_POINTS = f"""(
  SELECT {place("pain_points", "said")}, claimed.unit, said.cause, said.detail AS obstacle,
         said.at AS entered_at, claimed.at AS claimed_at, claimed.flag AS by_order,
         solved.at AS resolved_at, solved.detail AS outcome
  FROM entry_acts AS said {latest("pain_points", "'claimed'", "claimed", "said")}
  {latest("pain_points", "'resolved'", "solved", "said")}
  WHERE said.ledger = 'pain_points' AND said.kind = 'entered'
) AS points"""
_BY = BY_UNIT | {By.CAUSE}

PAIN_POINTS = (
    Count(
        code="pain_points_entered",
        name=Text("痛点：提出", "Pain points entered"),
        definition=Definition(
            Text("期内提出的痛点数", "Pain points entered in the period"), OWN_RULE_ENTRIES
        ),
        source=_POINTS,
        moment="entered_at",
        divisions=_BY,
        entries=True,
    ),
    Share(
        code="pain_points_claimed",
        name=Text("痛点：主动认领", "Pain points claimed"),
        definition=Definition(
            Text(
                "单位主动认领的 ÷ 期内落实到单位的（认领加指定）",
                "Claimed by a unit / given to a unit in the period, claimed or by order",
            ),
            OWN_RULE_ENTRIES,
        ),
        source=_POINTS,
        moment="claimed_at",
        hit="NOT coalesce(by_order, false)",
        divisions=_BY,
        entries=True,
    ),
    Count(
        code="pain_points_resolved",
        name=Text("痛点：解决", "Pain points resolved"),
        definition=Definition(
            Text("期内解决的痛点数", "Pain points resolved in the period"), OWN_RULE_ENTRIES
        ),
        source=_POINTS,
        moment="resolved_at",
        divisions=_BY,
        entries=True,
    ),
    Stock(
        code="pain_points_open",
        name=Text("痛点：未解决", "Pain points open"),
        definition=Definition(
            Text("期末还没解决的痛点数", "Pain points not resolved at the end of the period"),
            OWN_RULE_ENTRIES,
        ),
        source=_POINTS,
        begins="entered_at",
        ends="resolved_at",
        divisions=_BY,
        entries=True,
    ),
    Share(
        code="refusals_overturned",
        name=Text("不给办改为能办", "Refusals overturned"),
        definition=Definition(
            Text(
                "期内解决的“不给办”中，不是只作解释的",
                "Of refusals resolved in the period, those that were more than explained",
            ),
            OWN_RULE_ENTRIES,
        ),
        source=_POINTS,
        moment="resolved_at",
        condition="obstacle = 'refused'",
        hit="outcome <> 'explained'",
        divisions=_BY,
        entries=True,
    ),
    StageTime(
        code="pain_point_days",
        name=Text("痛点：几天解决", "Days to resolve a pain point"),
        definition=Definition(
            Text(
                "期内解决的，从落实到单位到解决的自然日，中位数",
                "Calendar days from a unit having it to its resolution in the period; the median",
            ),
            OWN_RULE_ENTRIES,
        ),
        source=_POINTS,
        begins="claimed_at",
        ends="resolved_at",
        kind=Kind.DAYS,
        divisions=_BY,
        entries=True,
    ),
)
