"""What a complaint is: the channels it may come through, its natures, its limits."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

TITLE_LIMIT = 200
"""Characters."""
CONTENT_LIMIT = 4000
"""Characters. Source: Open311 GeoReport v2, `description` of a request."""
NAME_LIMIT = 100
PHONE_LIMIT = 40
ADDRESS_LIMIT = 300
EMAIL_LIMIT = 254
"""Characters. Source: RFC 5321 §4.5.3.1.3, a path of 256 octets with its angle brackets."""
REFERENCE_LIMIT = 100


class Channel(StrEnum):
    """How the words reached us."""

    WEB = "web"
    APP = "app"
    KIOSK = "kiosk"
    HOTLINE = "hotline"
    COMPLAINT_DESK = "complaint_desk"
    SUGGESTION_BOX = "suggestion_box"
    LETTER = "letter"
    EMAIL = "email"
    COLUMN = "column"
    QUESTIONNAIRE = "questionnaire"
    SEMINAR = "seminar"
    ENTERPRISE_TALK = "enterprise_talk"
    LIAISON_VISIT = "liaison_visit"
    WALKTHROUGH = "walkthrough"
    DISCUSSION = "discussion"
    RATING = "rating"
    OPEN311 = "open311"
    IMPORT = "import"


SELF_SERVICE = frozenset({Channel.WEB, Channel.APP, Channel.KIOSK})
"""Here people write to us themselves, so the moment of receipt is now and nothing earlier."""


class Nature(StrEnum):
    """What the person wants."""

    COMPLAINT = "complaint"
    CONSULT = "consult"
    HELP = "help"
    REPORT = "report"
    SUGGEST = "suggest"
    PRAISE = "praise"


class Urgency(StrEnum):
    """How soon somebody has to react. Source: 蚌埠市12345热线 (urgent 20 minutes, major 10; an excerpt)."""

    ORDINARY = "ordinary"
    URGENT = "urgent"
    MAJOR = "major"


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the person; every field may be empty."""

    name: str = ""
    phone: str = ""
    address: str = ""
    email: str = ""

    def __bool__(self) -> bool:
        """Whether anything is known at all."""
        return bool(self.name or self.phone or self.address or self.email)

    @property
    def reachable(self) -> bool:
        """Whether an answer can be brought: a name alone is not enough."""
        return bool(self.phone or self.address or self.email)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody said, ready to be kept and told: title and content are masked."""

    number: str
    received_at: datetime
    title: str
    content: str
    channel: Channel = Channel.WEB
    nature: Nature = Nature.COMPLAINT
    occurred_at: datetime | None = None
    channel_reference: str | None = None
    category_code: str | None = None
    service_item_code: str | None = None
    district_code: str | None = None
    urgency: Urgency | None = None
    confidential: bool = False
    real_name: bool = False
    wants_reply: bool = True
    language: str = "zh"
