"""How many messages lie aside because a service could not handle them."""

from services.metrics.domain.scope import By
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_PARKED
from services.metrics.indicators.stocks import Stock
from shared.language import Text

_SOURCE = """(
  SELECT parked_at, retried_at, $3 AS unit, $4 AS category, $5 AS channel FROM parked
) AS parked"""

PARKED = Stock(
    code="parked",
    name=Text("搁置的消息", "Messages put aside"),
    definition=Definition(
        formula=Text(
            "到期末（或现在）各服务搁置的消息条数；不分单位、类别和渠道，筛选对它不起作用",
            "Messages that services had put aside by the end of the period (or now);"
            " not divided by unit, category or channel, and filters do not apply",
        ),
        source=OWN_RULE_PARKED,
    ),
    begins="parked_at",
    ends="retried_at",
    source=_SOURCE,
    divisions=frozenset({By.DAY, By.WEEK, By.MONTH}),
)
