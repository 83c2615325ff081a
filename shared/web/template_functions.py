"""What templates can call: words in the reader's language, dates, numbers, addresses."""

from collections.abc import Callable
from datetime import date, datetime

from jinja2 import pass_context
from jinja2.runtime import Context

from shared.language import Language, Text
from shared.web import charts, formats
from shared.web.addresses import address_with
from shared.web.roles import titles_of


@pass_context
def t(context: Context, chinese: Text | str, english: str | None = None) -> str:
    """`t("中文", "English")` or `t(text)`: the words in the reader's language.

    A plain string on its own is given back as it is: it is in no language, such as a number.
    """
    if isinstance(chinese, Text):
        return chinese.in_(context["lang"])
    if english is None:
        return str(chinese)
    return english if context["lang"] is Language.EN else chinese


@pass_context
def url_with(context: Context, **changes: object) -> str:
    """This page's address with other query values: `url_with(page=2, state=None)`."""
    return address_with(context["request"], **changes)


@pass_context
def ago(context: Context, value: datetime) -> str:
    """How long ago, or how long until, counted from the moment the page was made."""
    return formats.ago(value, context["lang"], context["now"])


def iso(value: date) -> str:
    """For `<time datetime>`: moments in UTC."""
    return formats.aware(value).isoformat() if isinstance(value, datetime) else value.isoformat()


def _in_language(spoken: Callable[..., str]) -> Callable[..., str]:
    @pass_context
    def filter_(context: Context, value: date) -> str:
        return spoken(value, context["lang"])

    return filter_


FUNCTIONS: dict[str, Callable[..., object]] = {
    "t": t,
    "url_with": url_with,
    "role_titles": titles_of,
    "bar": charts.Bar,
    "line": charts.Line,
    "bar_layout": charts.bars,
    "line_layout": charts.lines,
}
FILTERS: dict[str, Callable[..., object]] = {
    "day": _in_language(formats.day),
    "short_day": _in_language(formats.short_day),
    "moment": _in_language(formats.moment),
    "short_moment": _in_language(formats.short_moment),
    "ago": ago,
    "iso": iso,
    "thousands": formats.thousands,
}
