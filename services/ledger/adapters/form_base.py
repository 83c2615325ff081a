"""What the sections of an organisation file have in common: codes, names, and no unknown field."""

from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from shared.events.envelope import Code as EventCode
from shared.language import Text

_EVENT_CODE: TypeAdapter[str] = TypeAdapter(EventCode)


def _code(value: str) -> str:
    """Says in words what a code may be. Raises ValueError."""
    try:
        return _EVENT_CODE.validate_python(value)
    except ValidationError:
        words = Text(
            f"“{value}”不能作代码：只用小写字母、数字、连字符和下划线，最多 64 个。",
            f"“{value}” cannot be a code: use lower case letters, digits, - and _, 64 at most.",
        )
        raise ValueError(words) from None


Code = Annotated[str, AfterValidator(_code)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=50)]
Address = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$", max_length=200)]


class Form(BaseModel):
    """An unknown field is a mistake somebody should hear of."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NamedForm(Form):
    """A name in both languages."""

    name: Name
    name_en: Name
