"""How long each kind of work may take, and who says so. These are the rules that come with the software."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Unit(StrEnum):
    """What a limit is counted in. The working ones skip days off; hours and minutes also nights and lunch."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WORKING_HOURS = "working_hours"
    HOURS = "hours"
    MINUTES = "minutes"


class Purpose(StrEnum):
    """What a rule limits. Only rules for handling compete for a task's due date; those for signing, the
    first word and contacting say by when the unit takes that step (`deadlines.steps`)."""

    HANDLE = "handle"
    RETURN = "return"
    SIGN = "sign"
    FIRST_WORD = "first_word"
    CONTACT = "contact"


IN_DAYS = frozenset({Unit.WORKING_DAYS, Unit.CALENDAR_DAYS})
LENGTH = {
    Unit.WORKING_HOURS: timedelta(hours=1),
    Unit.HOURS: timedelta(hours=1),
    Unit.MINUTES: timedelta(minutes=1),
}
"""Of one unit, where it has a fixed length."""


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A limit. `extension` is by how many of the same units it may be extended in all; 0: not at all.

    Natures, channels, categories and urgencies say which tasks it is for; an empty set leaves that open. A
    rule is never altered: its next revision takes its place.
    """

    code: str
    amount: int
    unit: Unit
    name_zh: str
    name_en: str
    source_zh: str
    source_en: str
    extension: int = 0
    pausable: bool = False
    """Whether its clock may be stopped 暂停计时."""
    purpose: Purpose = Purpose.HANDLE
    natures: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    urgencies: frozenset[str] = frozenset()
    by_hand: bool = False
    """Only a dispatcher chooses it, whatever the conditions; it is never the rule for all others."""
    revision: int = 1
    active: bool = True
    """Whether it is still chosen; tasks it was chosen for keep it."""

    def __post_init__(self) -> None:
        if self.amount < 1 or self.extension < 0:
            raise ValueError(f"rule {self.code}: a limit is at least 1, an extension at least 0")

    @property
    def is_general(self) -> bool:
        """Whether it is for every task."""
        return not (any(self.conditions) or self.by_hand)

    @property
    def conditions(self) -> tuple[frozenset[str], ...]:
        """What says which tasks it is for; an empty set leaves that open."""
        return self.natures, self.channels, self.categories, self.urgencies

    @property
    def length(self) -> timedelta:
        """As a span of time. Raises KeyError for a rule that is counted in days."""
        return self.amount * LENGTH[self.unit]


ORDINARY = DeadlineRule(
    code="ordinary",
    amount=5,
    unit=Unit.WORKING_DAYS,
    name_zh="一般工单",
    name_en="Ordinary order",
    source_zh="安阳市12345条例第五十条、济南条例第二十四条",
    source_en="Anyang 12345 Regulation §50, Jinan Regulation §24",
    extension=5,
)
"""The rule for an ordinary 12345 order. Source: 安阳市12345条例§50; 济南条例§24 (both 5 working days)."""

PETITION = DeadlineRule(
    code="petition",
    amount=60,
    unit=Unit.CALENDAR_DAYS,
    name_zh="信访事项",
    name_en="Petition",
    source_zh="信访工作条例第三十四条",
    source_en="Regulations on Petition Work §34",
    extension=30,
    pausable=True,
    by_hand=True,
)
"""Source: 信访工作条例 (2022-05-01) §34: 60 days, once 30 more, the reason told; §35: hearings do not
count."""

LICENCE = DeadlineRule(
    code="licence",
    amount=20,
    unit=Unit.WORKING_DAYS,
    name_zh="行政许可",
    name_en="Administrative licence",
    source_zh="行政许可法第四十二条、第四十五条、第八十二条",
    source_en="Administrative Licensing Law §42, §45, §82",
    extension=10,
    pausable=True,
    by_hand=True,
)
"""Source: 行政许可法 (2019-04-23) §42; its days are working days by §82; §45: hearings, tests, expert review
do not count."""

RETURN = DeadlineRule(
    code="return",
    amount=1,
    unit=Unit.WORKING_DAYS,
    name_zh="申请退回",
    name_en="Asking to return a task",
    source_zh="安阳市12345条例第五十条（24 小时，按一个工作日计）",
    source_en="Anyang 12345 Regulation §50 (24 hours, counted as a working day)",
    purpose=Purpose.RETURN,
)
"""How long a unit may say that a task is not its own. Source: 安阳市12345条例§50 (24 hours)."""

SIGN_FOR = DeadlineRule(
    code="sign-for",
    amount=1,
    unit=Unit.WORKING_DAYS,
    name_zh="签收",
    name_en="Signing for an order",
    source_zh="蚌埠市12345热线办理规定",
    source_en="Bengbu 12345 handling rules",
    purpose=Purpose.SIGN,
)
"""Source: 蚌埠市12345热线 (1 working day; from an excerpt, the document itself was not at hand)."""

URGENT = DeadlineRule(
    code="urgent",
    amount=20,
    unit=Unit.MINUTES,
    name_zh="电话紧急事项首次反馈",
    name_en="First word on an urgent call",
    source_zh="蚌埠市12345热线办理规定",
    source_en="Bengbu 12345 handling rules",
    purpose=Purpose.FIRST_WORD,
    urgencies=frozenset({"urgent"}),
)
"""Source: 蚌埠市12345热线 (20 minutes; from an excerpt, the document itself was not at hand)."""

MAJOR = DeadlineRule(
    code="major",
    amount=10,
    unit=Unit.MINUTES,
    name_zh="电话重大紧急事项首次反馈",
    name_en="First word on a major urgent call",
    source_zh="蚌埠市12345热线办理规定",
    source_en="Bengbu 12345 handling rules",
    purpose=Purpose.FIRST_WORD,
    urgencies=frozenset({"major"}),
)
"""Source: 蚌埠市12345热线 (10 minutes; likewise)."""

BAD_RATING = DeadlineRule(
    code="bad-rating",
    amount=1,
    unit=Unit.WORKING_DAYS,
    name_zh="差评联系",
    name_en="Contact after a bad rating",
    source_zh="安阳市12345条例第五十二条",
    source_en="Anyang 12345 Regulation §52",
    purpose=Purpose.CONTACT,
)
"""Source: 安阳市12345条例§52 (contact within one working day, real-name ratings)."""

USUAL: Sequence[DeadlineRule] = (
    ORDINARY,
    PETITION,
    LICENCE,
    RETURN,
    SIGN_FOR,
    URGENT,
    MAJOR,
    BAD_RATING,
)
"""In the order of the page."""
RULES = {rule.code: rule for rule in USUAL}
