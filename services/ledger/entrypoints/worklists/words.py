"""What the desk's lists, ages and columns are called, in both languages."""

from services.ledger.domain.worklists.ageing import Age
from shared.language import Text

AGES = {
    Age.FRESH: Text("逾期 1–3 天", "1–3 days late"),
    Age.DAYS: Text("逾期 4–7 天", "4–7 days late"),
    Age.WEEKS: Text("逾期 8–30 天", "8–30 days late"),
    Age.OLD: Text("逾期 30 天以上", "over 30 days late"),
}
NAME_MISSING = Text(
    "给这个筛选起个名字，例如“城南噪声”。",
    "Give this filter a name, for example “Noise in Chengnan”.",
)
NAME_TOO_LONG = Text("名字最多 20 个字。", "A name has at most 20 characters.")
NOTHING_TO_KEEP = Text(
    "先选好条件或者查找的词，再保存。", "Choose conditions or words first, then keep them."
)
FULL = Text(
    "最多保存 {most} 个筛选。删掉一个不用的，再保存。",
    "At most {most} filters are kept. Remove one you no longer use, then keep this.",
)
NOTHING_TICKED = Text(
    "先勾选要派的任务，再选派给谁。", "Tick the tasks first, then choose where to send them."
)
TOO_MANY_TICKED = Text("一次最多派 {most} 件。", "At most {most} tasks can be dispatched at once.")
NOWHERE = Text("请选择单位或责任人。", "Choose a unit or an owner.")
