"""How many cases are late and still open."""

from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_STOCK
from services.metrics.indicators.stocks import Stock
from shared.language import Text

ENDED = "coalesce(closed_at, ended_at)"

OVERDUE = Stock(
    code="overdue",
    name=Text("超期未办结", "Overdue"),
    definition=Definition(
        formula=Text(
            "到期末（或现在）已过期限、还没办结的件数；期限由台账按工作日算好",
            "Cases past their due date and not closed at the end of the period (or now);"
            " the ledger has computed the due date in working days",
        ),
        source=OWN_RULE_STOCK,
    ),
    begins="due_at",
    ends=ENDED,
    condition=f"({ENDED} IS NULL OR {ENDED} > due_at)",
)
