"""A form with files, read as it comes in: fields first, then file after file, none whole in memory."""

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from shared.language import Text
from shared.web.common_problems import malformed, too_large, unsupported_type
from shared.web.problems import Problem

FORM = "multipart/form-data"
FIELD_BYTES = 16 * 1024
MOST_FIELDS = 50
_UNREADABLE = Text(
    "表单没有传完，或者格式不对。请重新选择文件再试一次。",
    "The form is incomplete or malformed. Choose the files again and retry.",
)
_FIELDS_FIRST = Text(
    "表单里，文件要放在其他各项之后。", "In the form, files come after all other fields."
)


@dataclass
class FilePart:
    """A file on its way: what the sender calls it, and its bytes, to be read once and before the next."""

    field: str
    name: str
    media_type: str
    chunks: AsyncIterator[bytes]


@dataclass
class _Part:
    """What has been read of a part; `name` is None for a field."""

    field: str
    name: str | None
    media_type: str


class MultipartForm:
    """Reads one request. Raises the problems 415, 400, and 413 as soon as it is larger than the limit."""

    def __init__(self, request: Request, limit_bytes: int, larger: Problem | None = None) -> None:
        kind, options = parse_options_header(request.headers.get("content-type"))
        if kind.decode("latin-1") != FORM or b"boundary" not in options:
            raise unsupported_type(FORM)
        self._limit, self._larger = limit_bytes, larger or too_large(limit_bytes)
        declared = request.headers.get("content-length", "")
        if declared.isdigit() and int(declared) > limit_bytes:
            raise self._larger
        self._body, self._size = request.stream(), 0
        self._found: deque[_Part | bytes | None] = deque()
        self._reader = _Reader(options[b"boundary"], self._found)

    async def fields(self) -> dict[str, str]:
        """The fields before the first file; of several with one name the last."""
        fields: dict[str, str] = {}
        while (part := await self._next()) is not None:
            if not isinstance(part, _Part):
                continue
            if part.name is not None:
                self._found.appendleft(part)
                break
            value = await self._text()
            fields[part.field] = value.replace("\r\n", "\n")
            if len(fields) > MOST_FIELDS:
                raise malformed(_UNREADABLE)
        return fields

    async def files(self) -> AsyncIterator[FilePart]:
        """The files, in order; an input where nothing was chosen is passed over."""
        while (part := await self._next()) is not None:
            if not isinstance(part, _Part):
                continue  # what a file left unread
            if part.name is None:
                raise malformed(_FIELDS_FIRST)
            if part.name.strip():
                yield FilePart(part.field, part.name, part.media_type, self._chunks())

    async def _text(self) -> str:
        value = bytearray()
        async for chunk in self._chunks():
            value += chunk
            if len(value) > FIELD_BYTES:
                raise too_large(FIELD_BYTES)
        try:
            return value.decode()
        except UnicodeDecodeError:
            raise malformed(_UNREADABLE) from None

    async def _chunks(self) -> AsyncIterator[bytes]:
        """The bytes of the present part; the next part stays for whoever asks."""
        while (found := await self._next()) is not None:
            if isinstance(found, _Part):
                self._found.appendleft(found)
                return
            yield found

    async def _next(self) -> _Part | bytes | None:
        """What comes next; None at the end of the form."""
        while not self._found:
            chunk = await anext(self._body, b"")
            self._size += len(chunk)
            if self._size > self._limit:
                raise self._larger
            try:
                self._reader.feed(chunk)
            except FormParserError:
                raise malformed(_UNREADABLE) from None
        found = self._found.popleft()
        if found is None:
            self._found.append(None)
        return found


class _Reader:
    """Puts what the parser finds in order. A form that breaks off is malformed."""

    def __init__(self, boundary: bytes, found: "deque[_Part | bytes | None]") -> None:
        self._found = found
        self._name, self._value = b"", b""
        self._headers: dict[bytes, bytes] = {}
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._headers.clear,
                "on_header_field": self._on_header_name,
                "on_header_value": self._on_header_value,
                "on_header_end": self._on_header_end,
                "on_headers_finished": self._on_headers_finished,
                "on_part_data": self._on_data,
                "on_end": lambda: found.append(None),
            },
        )

    def feed(self, chunk: bytes) -> None:
        """The next bytes; none: there are no more, though the form has not ended."""
        if not chunk:
            raise FormParserError("the form breaks off")
        self._parser.write(chunk)

    def _on_header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name, self._value = b"", b""

    def _on_headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition"))
        if b"name" not in options:
            raise FormParserError("a part without a name")
        name = options.get(b"filename")
        self._found.append(
            _Part(
                field=_words(options[b"name"]),
                name=_words(name) if name is not None else None,
                media_type=_words(self._headers.get(b"content-type", b"")),
            )
        )

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        self._found.append(data[start:end])


def _words(value: bytes) -> str:
    """As browsers write it; what is no UTF-8 is marked where it is."""
    return value.decode("utf-8", "replace")
