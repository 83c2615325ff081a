"""服务清单: what closed problems have become, and how often it is used."""

from services.metrics.domain.scope import BY_UNIT
from services.metrics.indicators.counts import Count
from services.metrics.indicators.improvements.entry_source import OWN_RULE_ENTRIES, latest, place
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.stocks import Stock
from shared.language import Text

_MEASURES = f"""(
  SELECT {place("service_measures", "began")}, began.unit, began.at AS since, ended.at AS ended_at
  FROM entry_acts AS began {latest("service_measures", "'withdrawn'", "ended", "began")}
  WHERE began.ledger = 'service_measures' AND began.kind = 'promoted'
) AS measures"""
_USES = f"""(
  SELECT {place("service_measures", "uses")}, uses.unit, uses.at, uses.times
  FROM entry_acts AS uses WHERE uses.ledger = 'service_measures' AND uses.kind = 'used'
) AS uses"""

SERVICE_MEASURES = (
    Count(
        code="measures_promoted",
        name=Text("服务措施：新增", "Service measures begun"),
        definition=Definition(
            Text("期内开始提供的服务措施数", "Service measures offered since a day of the period"),
            OWN_RULE_ENTRIES,
        ),
        source=_MEASURES,
        moment="since",
        divisions=BY_UNIT,
        entries=True,
    ),
    Stock(
        code="measures_in_force",
        name=Text("服务措施：在提供", "Service measures in force"),
        definition=Definition(
            Text("期末正在提供的服务措施数", "Service measures offered at the end of the period"),
            OWN_RULE_ENTRIES,
        ),
        source=_MEASURES,
        begins="since",
        ends="ended_at",
        divisions=BY_UNIT,
        entries=True,
    ),
    Count(
        code="measure_uses",
        name=Text("服务措施：使用次数", "Times service measures were used"),
        definition=Definition(
            Text(
                "期内使用的次数之和；n 是登记的笔数",
                "The sum of uses in the period; n is how many were recorded",
            ),
            OWN_RULE_ENTRIES,
        ),
        source=_USES,
        moment="at",
        amount="sum(times)",
        divisions=BY_UNIT,
        entries=True,
    ),
)
