"""Reads an organisation from its YAML file: every fault with its line and path, or the whole of it.

The form is documented in the service's README and by example in `local/samples/organisation.yaml`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError
from yaml.nodes import MappingNode, Node, SequenceNode

from services.ledger.adapters.deadlines.form import rule_faults
from services.ledger.adapters.organisation_form import OrganisationForm
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.organisation_faults import Fault, faults_of
from services.ledger.handlers.deadlines.change_rulebook import Change
from shared.language import Text
from shared.web.validation import from_validation

LARGEST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileFault:
    """Something wrong in the file, at a line (counted from 1) and a path such as `staff[3].unit`."""

    line: int
    path: str
    words: Text


class FaultyFile(Exception):
    """The file cannot be used; nothing of it was. `faults` are in the order of the lines."""

    def __init__(self, faults: Sequence[FileFault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = sorted(faults, key=lambda fault: (fault.line, fault.path))


@dataclass(frozen=True, slots=True)
class OrganisationFile:
    """What a sound file holds: the organisation, and the passwords of its demo accounts by staff id."""

    organisation: Organisation
    demo_passwords: Mapping[str, str]
    deadlines: Change | None = None
    """What it says of deadline rules and limits; None where it says nothing."""


def read_organisation(path: Path) -> OrganisationFile:
    """Read and check a file. Raises `FaultyFile` with every fault found, OSError when unreadable."""
    document, lines = _parse(path.read_bytes())
    try:
        form = OrganisationForm.model_validate(document)
    except ValidationError as error:
        raise FaultyFile(_form_faults(error, lines)) from None
    organisation = form.organisation_of()
    faults = [
        FileFault(_line(lines, fault.path), fault.path, Text(fault.zh, fault.en))
        for fault in (*faults_of(organisation), *_deadline_faults(form, organisation))
    ]
    if faults:
        raise FaultyFile(faults)
    return OrganisationFile(organisation, form.demo_passwords(), form.deadlines())


def _deadline_faults(form: OrganisationForm, organisation: Organisation) -> Iterator[Fault]:
    rules = [each.rule() for each in form.deadline_rules]
    return rule_faults(rules, organisation.category_by_code)


def _form_faults(error: ValidationError, lines: Mapping[str, int]) -> list[FileFault]:
    """One a field; a list is not blamed for being short when it is its entries that are wrong."""
    fields = [".".join(map(str, each["loc"])) for each in error.errors(include_url=False)]
    labels = {field: Text(f"“{name}”", f"“{name}”") for field in fields if (name := _name(field))}
    return [
        FileFault(_line(lines, path), path, each.message)
        for each in from_validation(error, labels).errors
        if not any(field.startswith(f"{each.field}.") for field in fields)
        for path in [_bracketed(each.field)]
    ]


def _name(field: str) -> str:
    """What an entry calls the field: the last part that is no number."""
    return next((part for part in reversed(field.split(".")) if not part.isdigit()), "")


def _parse(content: bytes) -> tuple[object, Mapping[str, int]]:
    if len(content) > LARGEST_BYTES:
        words = Text("文件太大，最多 4 MB。", "The file is too large: 4 MB at most.")
        raise FaultyFile([FileFault(1, "", words)])
    try:
        node = yaml.compose(content, Loader=yaml.SafeLoader)
        document = yaml.safe_load(content)
    except yaml.YAMLError as error:
        raise FaultyFile([_broken(error)]) from None
    return document, dict(_lines(node, "")) if node is not None else {}


def _broken(error: yaml.YAMLError) -> FileFault:
    mark = getattr(error, "problem_mark", None)
    reason = str(getattr(error, "problem", None) or error)
    words = Text(f"不是有效的 YAML：{reason}", f"this is not valid YAML: {reason}")
    return FileFault(mark.line + 1 if mark else 1, "", words)


def _lines(node: Node, path: str) -> Iterator[tuple[str, int]]:
    """The line of every entry, by path."""
    yield path, node.start_mark.line + 1
    if isinstance(node, MappingNode):
        for key, value in node.value:
            name = str(key.value)
            inner = f"{path}.{name}" if path else name
            for at, line in _lines(value, inner):
                yield at, key.start_mark.line + 1 if at == inner else line
    elif isinstance(node, SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, f"{path}[{index}]")


def _bracketed(field: str) -> str:
    """`staff.3.unit` as `staff[3].unit`."""
    return re.sub(r"\.(\d+)(?=\.|$)", r"[\1]", field)


def _line(lines: Mapping[str, int], path: str) -> int:
    """The entry's line, or that of the nearest entry around it when it is missing."""
    while path not in lines and path:
        path = re.sub(r"(\.[^.\[]+|\[\d+\]|^[^.\[]+)$", "", path)
    return lines.get(path, 1)
