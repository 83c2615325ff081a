"""Notices in words: `templates/notices/<reason>/`, in the recipient's language."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    pass_context,
    select_autoescape,
)
from jinja2.runtime import Context

from services.notifier.domain.matters import page_of
from services.notifier.domain.message import Message
from services.notifier.domain.notice import Notice
from shared.language import Language, Text
from shared.web.template_functions import FILTERS, t

RESULTS = {
    "resolved": Text("已解决", "resolved"),
    "partly": Text("部分解决", "partly resolved"),
    "unresolved_explained": Text("未解决，已说明理由", "not resolved, with reasons"),
    "out_of_scope": Text("不属于受理范围", "out of scope"),
}
"""What ledger's result codes mean; a code unknown to this version is shown as it is."""
LEVELS = {
    "": Text("未督办", "not supervised"),
    "reminded": Text("催办", "a reminder"),
    "supervised": Text("督办", "supervision"),
    "listed": Text("挂牌督办", "listed publicly"),
}
"""How hard a supervisor presses; likewise."""

MATTERS = {
    "quick-fix": Text("快查快改", "Quick fix"),
    "pain-point": Text("痛点", "Pain point"),
    "liaison": Text("挂点联系", "Liaison"),
}
"""What entries of the ledgers beside the tasks are called; their own words stay in the ledger."""

_GAPS = re.compile(r"\n{3,}")

TEMPLATES = Path(__file__).parent.parent / "templates" / "notices"


class Letters:
    """Writes a notice's subject, plain text and HTML. The HTML escapes what people wrote."""

    def __init__(self, ledger_url: str) -> None:
        self._ledger_url = ledger_url.rstrip("/")
        self._environment = _environment()

    def compose(self, notice: Notice) -> Message:
        """The finished message. The same notice gives the same words at every attempt."""
        words = self._words(notice)
        words["lead"] = self._write(notice.reason, "lead.txt", words)
        words["action"] = self._write(notice.reason, "action.txt", words)
        person = notice.recipient
        return Message(
            key=str(notice.id),
            staff_id=person.staff_id,
            name=person.name,
            unit_code=person.unit_code,
            email=person.email,
            language=person.language,
            reason=notice.reason,
            task_number=notice.task_number,
            subject=" ".join(self._write(notice.reason, "subject.txt", words).split()),
            task_numbers=(notice.task_number,),
            text=self._write(notice.reason, "body.txt", words),
            html=self._write(notice.reason, "body.html", words),
            link=str(words["link"]),
        )

    def compose_letter(self, letter_id: uuid.UUID, notices: Sequence[Notice]) -> Message:
        """The letter that carries these notices, which are of one kind and to one person; at least one."""
        first = notices[0]
        message = replace(
            self.compose(first),
            key=str(letter_id),
            task_numbers=tuple(notice.task_number for notice in notices),
        )
        if len(notices) == 1:
            return message
        words = self._words(first) | {
            "count": len(notices),
            "matters": [self._words(notice) for notice in notices],
            "link": f"{self._ledger_url}/desk" if self._ledger_url else "",
        }
        words["several"] = self._write(first.reason, "several.txt", words)
        return replace(
            message,
            subject=str(words["several"]),
            text=self._write("gathered", "body.txt", words),
            html=self._write("gathered", "body.html", words),
            link=str(words["link"]),
        )

    def _words(self, notice: Notice) -> dict[str, object]:
        details: Mapping[str, str] = notice.details
        language = Language.EN if notice.recipient.language == "en" else Language.ZH
        page = page_of(notice.task_number)
        link = f"{self._ledger_url}{page}" if self._ledger_url else ""
        return {
            "lang": language,
            "notice": notice,
            "recipient": notice.recipient,
            "number": notice.task_number,
            "title": details.get("title") or _entry(notice.task_number, language),
            "unit_zh": details.get("unit_zh") or details.get("unit_code", ""),
            "unit_en": details.get("unit_en") or details.get("unit_code", ""),
            "owner": details.get("owner_name") or details.get("owner_id", ""),
            **{name: _moment(details.get(name)) for name in ("due_at", "sign_by", "contact_by")},
            "basis_zh": details.get("due_basis_zh", ""),
            "basis_en": details.get("due_basis_en", ""),
            "result": details.get("result", ""),
            "said": details.get("said", ""),
            "days": details.get("days", ""),
            "level": details.get("level", ""),
            "step": details.get("step", ""),
            "link": link,
        }

    def _write(self, reason: str, part: str, words: dict[str, object]) -> str:
        """A reason's own part, or the one that all share."""
        template = self._environment.select_template([f"{reason}/{part}", part])
        return _GAPS.sub("\n\n", template.render(words).strip())


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(FILTERS)
    environment.globals["t"] = t
    environment.globals["results"] = _result
    environment.globals["levels"] = _level
    return environment


def _entry(number: str, language: Language) -> str:
    """`挂点联系 #7` for `liaison-7`; empty for a task."""
    kind, _, entry = number.rpartition("-")
    return f"{MATTERS[kind].in_(language)} #{entry}" if kind in MATTERS else ""


@pass_context
def _result(context: Context, code: str) -> str:
    return RESULTS.get(code, Text(code, code)).in_(context["lang"])


@pass_context
def _level(context: Context, code: str) -> str:
    return LEVELS.get(code, Text(code, code)).in_(context["lang"])
