"""快查快改: what was found, what was mended, how soon."""

from services.metrics.domain.scope import BY_UNIT
from services.metrics.indicators.counts import Count
from services.metrics.indicators.improvements.entry_source import OWN_RULE_ENTRIES, latest, place
from services.metrics.indicators.indicator import Definition, Kind
from services.metrics.indicators.shares import Share
from services.metrics.indicators.stage_times import StageTime
from services.metrics.indicators.stocks import Stock
from shared.language import Text

_FIXES = f"""(
  SELECT {place("quick_fixes", "found")}, found.unit, found.at AS found_at,
         CASE WHEN done.kind = 'mended' THEN done.at END AS mended_at, done.flag AS in_time
  FROM entry_acts AS found {latest("quick_fixes", "'mended', 'reopened'", "done", "found")}
  WHERE found.ledger = 'quick_fixes' AND found.kind = 'found'
) AS fixes"""

QUICK_FIXES = (
    Count(
        code="quick_fixes_found",
        name=Text("快查快改：发现", "Quick fixes found"),
        definition=Definition(
            Text(
                "期内发现的问题数，按发现的日子", "Problems found in the period, by the day found"
            ),
            OWN_RULE_ENTRIES,
        ),
        source=_FIXES,
        moment="found_at",
        divisions=BY_UNIT,
        entries=True,
    ),
    Count(
        code="quick_fixes_mended",
        name=Text("快查快改：改好", "Quick fixes mended"),
        definition=Definition(
            Text(
                "期内改好、后来没有退回重改的问题数",
                "Problems mended in the period and not sent back since",
            ),
            OWN_RULE_ENTRIES,
        ),
        source=_FIXES,
        moment="mended_at",
        divisions=BY_UNIT,
        entries=True,
    ),
    Stock(
        code="quick_fixes_open",
        name=Text("快查快改：没改好", "Quick fixes not mended"),
        definition=Definition(
            Text("期末还没改好的问题数", "Problems not mended at the end of the period"),
            OWN_RULE_ENTRIES,
        ),
        source=_FIXES,
        begins="found_at",
        ends="mended_at",
        divisions=BY_UNIT,
        entries=True,
    ),
    Share(
        code="quick_fixes_in_time",
        name=Text("快查快改：按期改好", "Quick fixes in time"),
        definition=Definition(
            Text(
                "期限当天或以前改好的 ÷ 期内改好的",
                "Mended by the last good day / mended in the period",
            ),
            OWN_RULE_ENTRIES,
        ),
        source=_FIXES,
        moment="mended_at",
        hit="coalesce(in_time, false)",
        divisions=BY_UNIT,
        entries=True,
    ),
    StageTime(
        code="quick_fix_days",
        name=Text("快查快改：几天改好", "Days to mend a quick fix"),
        definition=Definition(
            Text(
                "期内改好的，从发现到改好的自然日，中位数",
                "Calendar days from found to mended, of those mended in the period; the median",
            ),
            OWN_RULE_ENTRIES,
        ),
        source=_FIXES,
        begins="found_at",
        ends="mended_at",
        kind=Kind.DAYS,
        divisions=BY_UNIT,
        entries=True,
    ),
)
