"""How many notices could not be delivered."""

from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.notice_source import NOTICES
from services.metrics.indicators.sources import OWN_RULE_NOTICES
from shared.language import Text

NOTICES_FAILED = Count(
    code="notices_failed",
    name=Text("通知未送达", "Notices not delivered"),
    definition=Definition(
        formula=Text(
            "期内确定送不出去、不再自动重试的通知条数",
            "Notices given up in the period: nothing will be tried again by itself",
        ),
        source=OWN_RULE_NOTICES,
    ),
    source=NOTICES,
    moment="at",
    condition="outcome = 'failed'",
)
