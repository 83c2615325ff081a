"""What things are called on metrics' pages and in its tables."""

from services.metrics.domain.case import State
from services.metrics.domain.scope import By
from services.metrics.indicators.indicator import Kind, Part
from shared.language import Text

CHANNELS = {
    "web": Text("网站", "Website"),
    "app": Text("手机应用", "App"),
    "kiosk": Text("自助终端", "Kiosk"),
    "hotline": Text("热线", "Hotline"),
    "complaint_desk": Text("投诉窗口", "Complaint desk"),
    "suggestion_box": Text("意见箱", "Suggestion box"),
    "letter": Text("来信", "Letter"),
    "email": Text("电子邮件", "E-mail"),
    "column": Text("留言专栏", "Opinion column"),
    "questionnaire": Text("问卷", "Questionnaire"),
    "seminar": Text("座谈会", "Seminar"),
    "enterprise_talk": Text("企业恳谈", "Enterprise talk"),
    "liaison_visit": Text("挂点走访", "Liaison visit"),
    "walkthrough": Text("走流程", "Walk-through"),
    "discussion": Text("讨论会", "Discussion"),
    "rating": Text("好差评", "Rating"),
    "open311": Text("Open311", "Open311"),
    "import": Text("导入", "Import"),
}
"""A channel that is not listed here is shown by its code."""

CAUSES = {
    "law": Text("法规政策有缺口", "Law or policy has a gap"),
    "power": Text("权限没下放", "Power is not delegated"),
    "material": Text("材料难备", "Papers are hard to get"),
    "system": Text("系统或数据不通", "Systems or data do not connect"),
    "cross_department": Text("跨部门", "Between departments"),
    "attitude": Text("自由裁量或态度", "Discretion or attitude"),
    "capacity": Text("人手能力不够", "Too few hands or skills"),
}
"""Of pain points."""
REMOVAL_REASONS = {
    "no_legal_basis": Text("没有法定依据", "No legal basis"),
    "shared_data": Text("改由共享数据取得", "Taken from shared data"),
    "e_licence": Text("改用电子证照", "An electronic licence serves"),
    "declaration": Text("改为告知承诺", "A declaration serves"),
    "merged": Text("并入其他环节或材料", "Merged into another"),
    "fee_abolished": Text("取消收费", "The fee is abolished"),
    "law_changed": Text("法规已经修改", "The law has changed"),
}
"""For which steps, materials and fees went. A reason that is not listed here is shown by its code."""
WORDS = {By.CHANNEL: CHANNELS, By.CAUSE: CAUSES, By.REASON: REMOVAL_REASONS}

NONE_YET = {
    By.UNIT: Text("还没派单", "No unit yet"),
    By.CATEGORY: Text("没有分类", "No category"),
    By.CHANNEL: Text("渠道不明", "Channel not known"),
    By.CAUSE: Text("没有写明原因", "No cause given"),
    By.REASON: Text("没有写明理由", "No reason given"),
}
"""What `NOT_SET` stands for."""

STATES = {
    State.RECEIVED: Text("已收到", "Received"),
    State.REGISTERED: Text("待派单", "To be dispatched"),
    State.DISPATCHED: Text("待签收", "To be signed for"),
    State.SIGNED: Text("办理中", "Being worked on"),
    State.REPORTED: Text("待审核", "To be audited"),
    State.CLOSED: Text("已办结", "Closed"),
}

PERIODS = {
    "today": Text("今天", "Today"),
    "7-days": Text("7 天", "7 days"),
    "30-days": Text("30 天", "30 days"),
    "90-days": Text("90 天", "90 days"),
    "month": Text("本月", "This month"),
    "last-month": Text("上月", "Last month"),
    "year": Text("今年", "This year"),
    "last-year": Text("去年", "Last year"),
    "all": Text("全部", "All"),
}

DIVISIONS = {
    By.DAY: Text("日", "Day"),
    By.WEEK: Text("周（从周一起）", "Week from Monday"),
    By.MONTH: Text("月", "Month"),
    By.UNIT: Text("单位", "Unit"),
    By.CATEGORY: Text("类别", "Category"),
    By.CHANNEL: Text("渠道", "Channel"),
    By.CAUSE: Text("痛点的原因", "Cause of a pain point"),
    By.REASON: Text("取消的理由", "Reason for a removal"),
}

MEASURES = {
    Kind.COUNT: Text("件", "count"),
    Kind.SHARE: Text("比率（0–1）", "share (0–1)"),
    Kind.HOURS: Text("小时", "hours"),
    Kind.DAYS: Text("天", "days"),
    Kind.REDUCTION: Text("减幅（负数为增）", "reduction (negative: more)"),
}

PARTS = {
    Part.ALL: Text("全部", "All"),
    Part.HIT: Text("达到的", "Met"),
    Part.MISSED: Text("没达到的", "Missed"),
}
