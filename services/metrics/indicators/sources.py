"""Where formulas come from, said once."""

from shared.language import Text

BULLETIN_PANJIN = Text(
    "盘锦市 12345 热线通报（2023 年 1–4 月）：受理 9.67 万件、直接答复 7.25 万件、其余派单",
    "Bulletin of Panjin's 12345 line, January to April 2023: 96,700 received, 72,500 answered at once,"
    " the rest dispatched",
)
BULLETIN_NINGGUO = Text(
    "宁国市 12345 热线通报（2022 年 4 月）：派单 601 件，按时办结 597 件（99.3%），逾期办结 4 件",
    "Bulletin of Ningguo's 12345 line, April 2022: 601 dispatched, 597 closed on time (99.3 %), 4 late",
)
ASSESSMENT_YULIN = Text(
    "榆林市 12345 热线“红黑榜”指标：及时接收率、回退率、重办率、按时办结率",
    "Indicators of Yulin's 12345 line: share received in time, returned, handled again, closed on time",
)
OWN_RULE_ACTS = Text(
    "本系统规则：台账每发生一次计一次，重复收到的不重复计",
    "Rule of this system: counted once each time it happens in the ledger, however often it is heard",
)
BULLETIN_BEIJING = Text(
    "北京市 12345 企业服务热线通报：解决率 92.3%、满意率 94.5%，按回访计算",
    "Bulletin of Beijing's 12345 line for enterprises: 92.3 % resolved, 94.5 % satisfied, by call-backs",
)
OWN_RULE_STAGES = Text(
    "本系统规则：按每件的实际时刻逐件计算，不取平均的平均；结束早于开始的不计入，另列件数",
    "Rule of this system: from each case's own times, never an average of averages; a case whose end"
    " lies before its beginning is left out and counted separately",
)
OWN_RULE_STOCK = Text(
    "本系统规则：存量按时刻计算，期内还没结束时算到现在",
    "Rule of this system: a stock is counted at a moment, which is now while the period lasts",
)
OWN_RULE_NOTICES = Text(
    "本系统规则：一条通知只计一次，以最后的结果为准",
    "Rule of this system: a notice counts once, by its latest outcome",
)
OWN_RULE_PARKED = Text(
    "本系统规则：读不懂或不能处理的消息搁置并写明原因，不丢弃",
    "Rule of this system: a message that cannot be read or handled is put aside with the reason,"
    " never dropped",
)
