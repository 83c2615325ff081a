"""How many cases are open."""

from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_STOCK
from services.metrics.indicators.stocks import Stock
from shared.language import Text

OPEN = Stock(
    code="open",
    name=Text("在办", "Open"),
    definition=Definition(
        formula=Text(
            "到期末（或现在）已收到、还没办结的件数，含还没派单的；当场答复、不予受理、并案的不再算",
            "Cases received and not closed at the end of the period (or now), dispatched or not;"
            " those answered on the spot, declined or merged are not open",
        ),
        source=OWN_RULE_STOCK,
    ),
    begins="received_at",
    ends="coalesce(closed_at, ended_at)",
)
