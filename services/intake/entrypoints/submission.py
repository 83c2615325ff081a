"""The body of `POST /api/v1/complaints`: what is accepted, and how it becomes a command."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from services.intake.domain import complaint as limits
from services.intake.domain.complaint import SELF_SERVICE, Channel, Contact, Nature, Urgency
from services.intake.handlers.receive_complaint import ReceiveComplaint
from shared.language import Language, Text

CLOCK_SKEW = timedelta(minutes=5)
"""Other people's clocks may be a little ahead."""
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


def _said(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("missing", "Field required")
    return value


def _none_for_blank(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _code_or_none(value: object) -> object:
    """Codes are written in small letters here, whatever they are elsewhere."""
    return _none_for_blank(value.strip().lower() if isinstance(value, str) else value)


def _moment_or_none(value: object) -> object:
    """Text only: a number would be taken for seconds since 1970."""
    if isinstance(value, datetime) or value is None or not _none_for_blank(value):
        return _none_for_blank(value)
    if isinstance(value, str) and "-" in value:
        return value
    raise PydanticCustomError("datetime_type", "Input should be a valid datetime")


def _in_one_line(value: str) -> str:
    return " ".join(value.split()) if "\n" in value or "\r" in value or "\t" in value else value


def _not_ahead(value: datetime) -> datetime:
    if value > datetime.now(UTC) + CLOCK_SKEW:
        raise ValueError(Text("时间不能晚于现在。", "The time cannot be in the future."))
    if value < EARLIEST:
        raise ValueError(Text("时间不能早于 1990 年。", "The time cannot be before 1990."))
    return value


def _an_address(value: str | None) -> str | None:
    name, at, host = (value or "a@b.c").rpartition("@")
    if not (at and name and "." in host.strip(".")) or len((value or "").split()) > 1:
        raise ValueError(
            Text(
                "电子邮箱的格式不对，应类似 name@example.com。",
                "The e-mail address must look like name@example.com.",
            )
        )
    return value


_SAID = BeforeValidator(_said)
_BLANK_IS_NONE = BeforeValidator(_none_for_blank)
_CODE = StringConstraints(pattern="^[a-z0-9][a-z0-9_-]*$", max_length=64)


def _text(limit: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, max_length=limit)


CodeOrNone = Annotated[Annotated[str, _CODE] | None, BeforeValidator(_code_or_none)]
PastMoment = Annotated[
    Annotated[AwareDatetime, Field(strict=False), AfterValidator(_not_ahead)] | None,
    BeforeValidator(_moment_or_none),
]


class Submission(BaseModel):
    """What somebody says. Only `title` and `content` are needed; blank means absent elsewhere."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    title: Annotated[str, _text(limits.TITLE_LIMIT), _SAID, AfterValidator(_in_one_line)] = Field(
        examples=["3号楼电梯停运一周"]
    )
    content: Annotated[str, _text(limits.CONTENT_LIMIT), _SAID] = Field(
        examples=["3号楼只有一部电梯，上周一停运，老人下不了楼，物业说没有钱修。"]
    )
    channel: Channel = Channel.WEB
    nature: Nature = Nature.COMPLAINT
    category: Annotated[Annotated[str, _text(100)] | None, _BLANK_IS_NONE] = Field(
        default=None, description="a code of GET /api/v1/categories, or a name in either language"
    )
    service_item: CodeOrNone = Field(default=None, description="code of the service item")
    district: CodeOrNone = Field(default=None, description="code, GB/T 2260", examples=["360113"])
    urgency: Annotated[Urgency | None, BeforeValidator(_code_or_none)] = Field(
        default=None, description="as whoever took it down judges it"
    )
    occurred_at: PastMoment = Field(default=None, description="with a zone")
    received_at: PastMoment = Field(
        default=None,
        description="when it was first received elsewhere; not for channels web, app and kiosk",
    )
    name: Annotated[Annotated[str, _text(limits.NAME_LIMIT)] | None, _BLANK_IS_NONE] = None
    phone: Annotated[Annotated[str, _text(limits.PHONE_LIMIT)] | None, _BLANK_IS_NONE] = None
    address: Annotated[Annotated[str, _text(limits.ADDRESS_LIMIT)] | None, _BLANK_IS_NONE] = None
    email: Annotated[
        Annotated[str, _text(limits.EMAIL_LIMIT)] | None,
        _BLANK_IS_NONE,
        AfterValidator(_an_address),
    ] = None
    confidential: bool = Field(
        default=False, description="the unit complained about must not learn who complained"
    )
    real_name: bool = False
    wants_reply: bool = True
    language: Language | None = Field(
        default=None, description="of the person; the request's when absent"
    )
    channel_reference: Annotated[
        Annotated[str, _text(limits.REFERENCE_LIMIT)] | None, _BLANK_IS_NONE
    ] = Field(default=None, description="its number in the system it comes from")

    @field_validator("received_at")
    @classmethod
    def _only_from_elsewhere(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        if value is not None and info.data.get("channel") in SELF_SERVICE:
            raise ValueError(
                Text(
                    "收到时间只用于从别处转来的诉求；请写明渠道（channel），例如 import、hotline。",
                    "A time of receipt is for complaints that come from elsewhere: name the"
                    " channel, for example import or hotline.",
                )
            )
        return value

    def command(self, language: Language) -> ReceiveComplaint:
        """What is asked of the service; `language` is the request's."""
        return ReceiveComplaint(
            title=self.title,
            content=self.content,
            channel=self.channel,
            nature=self.nature,
            category=self.category,
            service_item_code=self.service_item,
            district_code=self.district,
            urgency=self.urgency,
            occurred_at=self.occurred_at,
            received_at=self.received_at,
            contact=Contact(
                self.name or "", self.phone or "", self.address or "", self.email or ""
            ),
            confidential=self.confidential,
            real_name=self.real_name,
            wants_reply=self.wants_reply,
            language=(self.language or language).value,
            channel_reference=self.channel_reference,
        )
