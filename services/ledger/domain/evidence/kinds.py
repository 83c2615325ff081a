"""The kinds of file that are taken as evidence, and how each is known by its own bytes.

Source: the signatures are those of ISO/IEC 10918-1 (JPEG), RFC 2083 (PNG), RFC 9649 (WebP),
ISO/IEC 23008-12 (HEIF), ISO 32000 (PDF), ECMA-376 (OOXML) and GB/T 33190-2016 (OFD).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

HEAD_BYTES = 16
"""As many bytes from the beginning as any signature needs."""
UNSAID = frozenset({"", "application/octet-stream"})
"""What clients say that do not know the type."""


class Unfit(StrEnum):
    """Why a file is not taken."""

    MISSING = "file_missing"
    EMPTY = "file_empty"
    TOO_LARGE = "file_too_large"
    TOO_MANY = "too_many_files"
    KIND_NOT_TAKEN = "file_kind_not_taken"
    NOT_WHAT_IT_SAYS = "file_not_what_it_says"
    HAS_MACROS = "file_has_macros"


class UnfitFile(Exception):
    """A file was not taken; `name` is what it is called, empty where none is meant."""

    def __init__(self, why: Unfit, name: str = "") -> None:
        super().__init__(why.value)
        self.why, self.name = why, name


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `marks`: names that a container has to hold. `shown`: browsers can show it."""

    media_type: str
    suffixes: tuple[str, ...]
    begins: Callable[[bytes], bool]
    marks: tuple[bytes, ...] = ()
    shown: bool = False


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(signatures)


def _is_webp(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _is_heif(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"heim", b"heis")


_ZIP = _starts(b"PK\x03\x04")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OFFICE_LIST = b"[Content_Types].xml"
KINDS = (
    Kind("image/jpeg", ("jpg", "jpeg"), _starts(b"\xff\xd8\xff"), shown=True),
    Kind("image/png", ("png",), _starts(b"\x89PNG\r\n\x1a\n"), shown=True),
    Kind("image/webp", ("webp",), _is_webp, shown=True),
    Kind("image/heic", ("heic",), _is_heif),
    Kind("application/pdf", ("pdf",), _starts(b"%PDF-")),
    Kind("application/ofd", ("ofd",), _ZIP, (b"OFD.xml",)),
    Kind(_OFFICE + "wordprocessingml.document", ("docx",), _ZIP, (_OFFICE_LIST, b"word/document")),
    Kind(_OFFICE + "spreadsheetml.sheet", ("xlsx",), _ZIP, (_OFFICE_LIST, b"xl/workbook")),
)
"""Photos, scans, and the documents offices write. Nothing a browser would run, nothing with macros."""
BY_SUFFIX = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}
SAME = {"image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/heif": "image/heic"}
"""Other names that clients have for a type."""


def claimed(name: str, media_type: str) -> Kind:
    """The kind that name and media type say it is. Raises `UnfitFile` where they differ or it is none."""
    kind = BY_SUFFIX.get(name.rpartition(".")[2].lower()) if "." in name else None
    if kind is None:
        raise UnfitFile(Unfit.KIND_NOT_TAKEN, name)
    said = media_type.partition(";")[0].strip().lower()
    if said not in UNSAID and SAME.get(said, said) != kind.media_type:
        raise UnfitFile(Unfit.NOT_WHAT_IT_SAYS, name)
    return kind
