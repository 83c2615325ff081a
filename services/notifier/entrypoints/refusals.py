"""Why a notice is not sent again, in words."""

from services.notifier.domain.notice import State
from shared.language import Text
from shared.web.common_problems import conflict
from shared.web.problems import Problem


def not_to_be_sent(state: State) -> Problem:
    """409 for a notice that has arrived, or is being sent at this moment."""
    if state is State.SENDING:
        return conflict(
            "being-sent",
            Text(
                "这条通知正在发送，请过一会儿再看。", "It is being sent; please look again shortly."
            ),
        )
    return conflict(
        "already-delivered",
        Text(
            "这条通知已经送达，不会再发第二次。",
            "This notice has been delivered; it is not sent a second time.",
        ),
    )
