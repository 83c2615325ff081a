"""Reading a page the way a person does: its words, the fields of its form and what is in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx


@dataclass
class Page:
    """The visible words, and name and value of each field in order."""

    text: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)

    def value(self, name: str) -> str:
        """What is in a field; empty when there is none."""
        return next((value for given, value in self.fields if given == name), "")


def page_of(answer: httpx.Response) -> Page:
    """The page of an answer; an empty one for a redirect."""
    reader = _Reader()
    reader.feed(answer.text)
    return Page("".join(reader.words), reader.fields)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.fields: list[tuple[str, str]] = []
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "textarea":
            self._area = given["name"]
            self.fields.append((given["name"], ""))
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and self._select and "selected" in given:
            self.fields.append((self._select, given["value"]))
        elif tag == "input" and "name" in given:
            chosen = given.get("type") not in ("checkbox", "radio") or "checked" in given
            if chosen:
                self.fields.append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is None:
            self.words.append(data)
        else:
            name, value = self.fields[-1]
            # The first line end after <textarea> is the markup's, not the writer's.
            self.fields[-1] = (
                name,
                (value + data).removeprefix("\n") if not value else value + data,
            )
