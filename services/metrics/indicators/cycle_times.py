"""How long each stage of a case takes, and the whole of it."""

from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_STAGES
from services.metrics.indicators.stage_times import StageTime
from shared.language import Text


def _definition(zh: str, en: str) -> Definition:
    formula = Text(
        f"{zh}；期内走完这一段的件，自然时间的中位数（P50）和 P90",
        f"{en}; of cases that left this stage in the period, median (P50) and P90 in natural time",
    )
    return Definition(formula, OWN_RULE_STAGES)


REGISTER_TO_DISPATCH = StageTime(
    code="register_to_dispatch",
    name=Text("登记到派单", "Registered to dispatched"),
    definition=_definition("从登记到第一次派单", "From registration to the first dispatch"),
    begins="registered_at",
    ends="first_dispatched_at",
)
DISPATCH_TO_SIGN = StageTime(
    code="dispatch_to_sign",
    name=Text("派单到签收", "Dispatched to signed for"),
    definition=_definition(
        "从最近一次派单到签收", "From the latest dispatch to the owner's signature"
    ),
    begins="dispatched_at",
    ends="signed_at",
)
SIGN_TO_REPORT = StageTime(
    code="sign_to_report",
    name=Text("签收到报告", "Signed for to reported"),
    definition=_definition("从签收到最近一次报告", "From the signature to the latest report"),
    begins="signed_at",
    ends="reported_at",
)
REPORT_TO_CLOSE = StageTime(
    code="report_to_close",
    name=Text("报告到办结", "Reported to closed"),
    definition=_definition("从最近一次报告到办结", "From the latest report to closure"),
    begins="reported_at",
    ends="closed_at",
)
RECEIVED_TO_CLOSED = StageTime(
    code="received_to_closed",
    name=Text("收到到办结（全程）", "Received to closed (all of it)"),
    definition=_definition("从收到到办结", "From receipt to closure"),
    begins="received_at",
    ends="closed_at",
)
