"""Other systems' words for what is a code here."""

import re
from collections.abc import Mapping

from shared.sheets.sheet import Cell

NATURES: Mapping[str, str] = {
    "投诉": "complaint",
    "投诉举报": "complaint",
    "求助": "help",
    "诉求": "help",
    "咨询": "consult",
    "举报": "report",
    "建议": "suggest",
    "意见建议": "suggest",
    "表扬": "praise",
    "感谢": "praise",
    "complaint": "complaint",
    "help": "help",
    "question": "consult",
    "request": "help",
    "comment": "suggest",
    "report": "report",
    "violation": "report",
}

CHANNELS: Mapping[str, str] = {
    "热线": "hotline",
    "电话": "hotline",
    "来电": "hotline",
    "12345": "hotline",
    "12345热线": "hotline",
    "phone": "hotline",
    "来信": "letter",
    "信件": "letter",
    "邮件": "email",
    "电子邮件": "email",
    "窗口": "complaint_desk",
    "现场": "complaint_desk",
    "意见箱": "suggestion_box",
    "留言板": "column",
    "领导留言板": "column",
    "座谈": "seminar",
    "座谈会": "seminar",
    "问卷": "questionnaire",
    "好差评": "rating",
}
"""Words for a website or an app are not among them: those channels are for people who write to us
themselves, and have no earlier time of receipt."""

URGENCIES: Mapping[str, str] = {
    **dict.fromkeys(("一般", "普通", "平件", "不紧急", "否", "normal", "low"), "ordinary"),
    **dict.fromkeys(("紧急", "加急", "急", "急件", "是", "high"), "urgent"),
    **dict.fromkeys(("特急", "特别紧急", "重大", "重大紧急", "critical", "emergency"), "major"),
    **{own: own for own in ("ordinary", "urgent", "major")},
}

_TRUE = frozenset({"是", "y", "yes", "true", "1", "√", "对", "需要", "保密", "实名"})
_FALSE = frozenset({"否", "n", "no", "false", "0", "×", "不", "不需要", "公开", "匿名", "无"})


def truth(cell: Cell) -> bool:
    """Yes or no, as people write it. Raises ValueError for anything else."""
    if isinstance(cell, bool):
        return cell
    word = cell.strip().lower()
    if word in _TRUE | _FALSE:
        return word in _TRUE
    raise ValueError(f"neither yes nor no: {word}")


def levels(cell: str) -> list[str]:
    """The levels of a category, outermost first, and the whole of it as the last resort's first.

    >>> levels("城市管理 / 噪声")
    ['城市管理', '噪声', '城市管理 / 噪声']
    """
    whole = cell.strip().lower()
    parts = [part.strip() for part in re.split(r"[/>\\|、,，;；－—→]|->|--| - ", whole)]
    return [part for part in parts if part] + ([whole] if len(parts) > 1 else [])
