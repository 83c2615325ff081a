"""What an officer can do about a notice, in words."""

from services.notifier.domain.means import NONE
from services.notifier.domain.notice import State
from services.notifier.handlers.lists import Attempt, WholeNotice
from shared.language import Text

UNREACHABLE = Text(
    "名单里没有这个人可用的联系方式。请在组织文件里补上办公邮箱，载入后再发一次。",
    "The directory has no way to reach this person. Add an office e-mail address to the"
    " organisation file, load it, then send again.",
)
REFUSED = Text(
    "对方明确拒收，多半是地址不对。请核对这个人的地址，改好后再发一次。",
    "The receiver refused for good; most often the address is wrong. Check the person's address,"
    " mend it, then send again.",
)
AWAY = Text(
    "每次都没有发成。请让运维查看邮件服务器或网络，恢复后再发一次；急事请先打电话。",
    "No attempt got through. Ask operations to look at the mail server or the network, then send"
    " again; if it is urgent, telephone.",
)
IN_DOUBT = Text(
    "请先问一下本人。收到了就不用管；没收到再发一次。直接再发，本人可能收到两份。",
    "Ask the person first. If it arrived, leave it; if not, send it again. Sending without asking"
    " may reach them twice.",
)
LATER = Text(
    "到时间会自动再试，不用管。不想等，可以现在就发。",
    "It will be tried again by itself at the time shown. You can also send it now.",
)
UNDER_WAY = Text("正在发送，一会儿再看。", "It is being sent; look again in a moment.")
ARRIVED = Text(
    "对方服务器已经接收，不用再做什么。", "The receiving server has it; nothing is left to do."
)


def advice(whole: WholeNotice) -> Text:
    """The one thing to do next."""
    state = whole.listed.state
    if state is State.FAILED:
        return _after_failure(whole.attempts[-1] if whole.attempts else None)
    return {
        State.UNCERTAIN: IN_DOUBT,
        State.PENDING: LATER,
        State.SENDING: UNDER_WAY,
        State.DELIVERED: ARRIVED,
    }[state]


def _after_failure(last: Attempt | None) -> Text:
    if last is None or last.transport == NONE:
        return UNREACHABLE
    return REFUSED if last.answer == "refused" else AWAY


def answer_of(attempt: Attempt, state: State) -> str:
    """The attempt's answer; without one it is under way, or the service stopped in the middle."""
    if attempt.transport == NONE:
        return "unreachable"
    return attempt.answer or ("underway" if state is State.SENDING else "interrupted")
