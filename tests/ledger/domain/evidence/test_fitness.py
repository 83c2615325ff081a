"""Which files are taken: what they say, what they are, how large, what they are called."""

import pytest

from services.ledger.domain.evidence.kinds import Unfit, UnfitFile, claimed
from services.ledger.domain.evidence.naming import LONGEST, plain_name
from services.ledger.domain.evidence.sniffing import Sniffing
from tests.ledger.domain.evidence.files import (
    DOCX,
    JPEG,
    OFD,
    PDF,
    PNG,
    PROGRAM,
    WITH_MACROS,
    container,
)

LIMIT = 64 * 1024
HEIC = b"\x00\x00\x00\x24ftypheic" + bytes(40)
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(40)
XLSX = container("docProps/app.xml", "[Content_Types].xml", "xl/workbook.xml")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def verdict(name: str, media_type: str, content: bytes, step: int) -> Unfit | None:
    """None when it is taken, however it is cut into parts."""
    try:
        sniffing = Sniffing(name, claimed(name, media_type), LIMIT)
        for start in range(0, len(content), step):
            sniffing.take(content[start : start + step])
        sniffing.end()
    except UnfitFile as unfit:
        return unfit.why
    return None


@pytest.mark.parametrize("step", [1, 7, LIMIT], ids=["byte by byte", "in sevens", "at once"])
@pytest.mark.parametrize(
    ("name", "media_type", "content", "expected"),
    [
        ("整改后.JPG", "image/jpeg", JPEG, None),
        ("a.jpeg", "image/jpg", JPEG, None),
        ("a.jpg", "", JPEG, None),
        ("a.png", "application/octet-stream", PNG, None),
        ("a.webp", "image/webp", WEBP, None),
        ("IMG_1.HEIC", "image/heif", HEIC, None),
        ("批复.pdf", "application/pdf", PDF, None),
        ("公文.ofd", "", OFD, None),
        ("a.docx", WORD, DOCX, None),
        ("a.xlsx", "", XLSX, None),
        ("photo.jpg", "image/jpeg", PROGRAM, Unfit.NOT_WHAT_IT_SAYS),
        ("photo.jpg", "image/jpeg", b"<script>alert(1)</script>", Unfit.NOT_WHAT_IT_SAYS),
        ("photo.jpg", "text/html", JPEG, Unfit.NOT_WHAT_IT_SAYS),
        ("photo.png", "image/png", JPEG, Unfit.NOT_WHAT_IT_SAYS),
        ("a.xlsx", "", DOCX, Unfit.NOT_WHAT_IT_SAYS),
        ("a.docx", "", container("META-INF/MANIFEST.MF"), Unfit.NOT_WHAT_IT_SAYS),
        ("a.pdf", "", b"%PD", Unfit.NOT_WHAT_IT_SAYS),
        ("a.docx", WORD, WITH_MACROS, Unfit.HAS_MACROS),
        ("a.docm", "", WITH_MACROS, Unfit.KIND_NOT_TAKEN),
        ("a.jpg.exe", "image/jpeg", PROGRAM, Unfit.KIND_NOT_TAKEN),
        ("a.svg", "image/svg+xml", b"<svg/>", Unfit.KIND_NOT_TAKEN),
        ("a.html", "text/html", b"<p>", Unfit.KIND_NOT_TAKEN),
        ("jpg", "image/jpeg", JPEG, Unfit.KIND_NOT_TAKEN),
        ("a.jpg", "image/jpeg", b"", Unfit.EMPTY),
        ("a.jpg", "image/jpeg", JPEG + bytes(LIMIT), Unfit.TOO_LARGE),
    ],
)
def test_a_file_is_taken_for_what_it_is(
    name: str, media_type: str, content: bytes, expected: Unfit | None, step: int
) -> None:
    assert verdict(name, media_type, content, step) is expected


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("../../etc/passwd.png", "passwd.png"),
        ("C:\\照片\\整改后 1.JPG", "整改后 1.JPG"),
        ("gpj\u202e.exe", "gpj.exe"),
        ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie: x.jpg"),
        ("  两  个\u3000空格 .pdf", "两 个 空格 .pdf"),
        ("长" * 300 + ".jpeg", "长" * (LONGEST - 5) + ".jpeg"),
    ],
)
def test_a_name_cannot_mislead(given: str, plain: str) -> None:
    assert plain_name(given) == plain
