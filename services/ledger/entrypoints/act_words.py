"""What each act is called: on its button, in the timeline, said after it, to who came too late."""

from dataclasses import dataclass

from services.ledger.domain.task import Action
from shared.language import Text


@dataclass(frozen=True, slots=True)
class ActWords:
    """`heading` over the form, `happened` in the timeline, `done` of somebody else, as “… it”."""

    heading: Text
    happened: Text
    done: Text


ACTS = {
    Action.REGISTER: ActWords(
        Text("登记", "Register"),
        Text("登记进台账", "Entered in the ledger"),
        Text("登记了", "entered it"),
    ),
    Action.ACCEPT: ActWords(
        Text("受理", "Accept"), Text("受理", "Accepted"), Text("受理了", "accepted it")
    ),
    Action.ANSWER: ActWords(
        Text("当场答复", "Answer on the spot"),
        Text("当场答复", "Answered on the spot"),
        Text("当场答复了", "answered it"),
    ),
    Action.DECLINE: ActWords(
        Text("不予受理", "Decline"),
        Text("不予受理", "Declined"),
        Text("作了不予受理处理", "declined it"),
    ),
    Action.MERGE: ActWords(
        Text("并案", "Merge"), Text("并案", "Merged"), Text("并案了", "merged it")
    ),
    Action.WITHDRAW: ActWords(
        Text("诉求人撤回", "The person withdraws it"),
        Text("诉求人撤回", "Withdrawn by the person"),
        Text("记下了诉求人撤回", "recorded that the person withdrew it"),
    ),
    Action.DISPATCH: ActWords(
        Text("派单", "Dispatch"), Text("派单", "Dispatched"), Text("派出了", "dispatched it")
    ),
    Action.SIGN: ActWords(
        Text("签收", "Sign for it"), Text("签收", "Signed for"), Text("签收了", "signed for it")
    ),
    Action.CONTACT: ActWords(
        Text("记联系情况", "Record a contact"),
        Text("联系诉求人", "Contacted the person"),
        Text("记了联系情况", "recorded a contact"),
    ),
    Action.PLAN: ActWords(
        Text("定一条措施", "Plan a measure"),
        Text("定了一条措施", "Planned a measure"),
        Text("定了一条措施", "planned a measure for it"),
    ),
    Action.FULFIL: ActWords(
        Text("完成一条措施", "Finish a measure"),
        Text("完成一条措施", "Finished a measure"),
        Text("完成了一条措施", "finished a measure of it"),
    ),
    Action.REPORT: ActWords(
        Text("报告办理结果", "Report what was done"),
        Text("报告办理结果", "Reported the result"),
        Text("报告了办理结果", "reported the result"),
    ),
    Action.ASK_RETURN: ActWords(
        Text("申请退回", "Ask to return it"),
        Text("申请退回", "Asked to return it"),
        Text("申请退回", "asked to return it"),
    ),
    Action.APPROVE_RETURN: ActWords(
        Text("同意退回", "Approve the return"),
        Text("同意退回", "Approved the return"),
        Text("同意退回", "approved the return"),
    ),
    Action.REJECT_RETURN: ActWords(
        Text("不同意退回", "Reject the return"),
        Text("不同意退回", "Rejected the return"),
        Text("不同意退回", "rejected the return"),
    ),
    Action.ARBITRATE: ActWords(
        Text("提请裁定", "Refer to arbitration"),
        Text("提请裁定", "Referred to arbitration"),
        Text("提请裁定了", "referred it to arbitration"),
    ),
    Action.ASSIGN_FINALLY: ActWords(
        Text("最终指派", "Assign for good"),
        Text("最终指派", "Assigned for good"),
        Text("作了最终指派", "assigned it for good"),
    ),
    Action.ASK_EXTENSION: ActWords(
        Text("申请延期", "Ask for more time"),
        Text("申请延期", "Asked for more time"),
        Text("申请延期", "asked for more time"),
    ),
    Action.APPROVE_EXTENSION: ActWords(
        Text("同意延期", "Approve the extension"),
        Text("同意延期", "Approved the extension"),
        Text("同意延期", "approved the extension"),
    ),
    Action.REJECT_EXTENSION: ActWords(
        Text("不同意延期", "Reject the extension"),
        Text("不同意延期", "Rejected the extension"),
        Text("不同意延期", "rejected the extension"),
    ),
    Action.PASS_AUDIT: ActWords(
        Text("审核通过，转回访", "Accept the report, then call back"),
        Text("审核通过，待回访", "Audited, to call back"),
        Text("审核通过了", "accepted the report"),
    ),
    Action.FAIL_AUDIT: ActWords(
        Text("审核不通过", "Send the report back"),
        Text("审核不通过，退回重报", "Sent the report back"),
        Text("退回了报告", "sent the report back"),
    ),
    Action.CALL_BACK: ActWords(
        Text("回访", "Call back"),
        Text("回访", "Called back"),
        Text("回访了", "called the person back"),
    ),
    Action.CLOSE: ActWords(
        Text("审核", "Audit"),
        Text("审核通过，办结", "Audited and closed"),
        Text("审核通过并办结了", "closed it"),
    ),
    Action.WRITE_OFF: ActWords(
        Text("销号", "Write off"), Text("销号", "Written off"), Text("销号了", "wrote it off")
    ),
    Action.REOPEN: ActWords(
        Text("重新办理", "Take it up again"),
        Text("重新办理", "Taken up again"),
        Text("重新办理了", "took it up again"),
    ),
    Action.SUPERVISE: ActWords(
        Text("督办", "Supervise"), Text("督办", "Supervised"), Text("督办了", "pressed for it")
    ),
    Action.LIFT: ActWords(
        Text("解除督办", "Lift the supervision"),
        Text("解除督办", "Supervision lifted"),
        Text("解除了督办", "lifted its supervision"),
    ),
    Action.ALERT: ActWords(
        Text("到期提醒", "Remind of the due date"),
        Text("到期提醒", "Reminded of the due date"),
        Text("发了到期提醒", "sent a reminder of its due date"),
    ),
    Action.HAND_OVER: ActWords(
        Text("交接", "Hand over"),
        Text("责任人离岗，交接", "Handed over: the owner has left"),
        Text("交接了", "handed it over"),
    ),
    Action.DEFER: ActWords(
        Text("列入长期办理", "Plan for the long term"),
        Text("列入长期办理", "Planned for the long term"),
        Text("列入了长期办理", "planned it for the long term"),
    ),
    Action.RECUSE: ActWords(
        Text("回避", "Keep somebody out of it"),
        Text("回避", "Somebody keeps out of it"),
        Text("办了回避", "had somebody keep out of it"),
    ),
    Action.REVEAL: ActWords(
        Text("查看联系方式", "See how to reach the person"),
        Text("查看联系方式", "Asked how to reach the person"),
        Text("查看了联系方式", "asked how to reach the person of it"),
    ),
    Action.ATTACH: ActWords(
        Text("上传凭据", "Add evidence"),
        Text("上传凭据", "Added evidence"),
        Text("上传了凭据", "added evidence to it"),
    ),
    Action.PAUSE: ActWords(
        Text("暂停计时", "Stop the clock"),
        Text("暂停计时", "Stopped the clock"),
        Text("暂停了计时", "stopped its clock"),
    ),
    Action.RESUME: ActWords(
        Text("恢复计时", "Let the clock go on"),
        Text("恢复计时", "Let the clock go on"),
        Text("恢复了计时", "let its clock go on"),
    ),
    Action.RECOMPUTE: ActWords(
        Text("重算期限", "Recompute the deadline"),
        Text("按新的日历或规则重算期限", "Deadline recomputed by the new calendar or rule"),
        Text("重算了期限", "recomputed its deadline"),
    ),
}
HAPPENED = {action: words.happened for action, words in ACTS.items()}
"""What happened, for the timeline."""
DONE = {action: words.done for action, words in ACTS.items()}
"""Who did what, for somebody who came too late."""
