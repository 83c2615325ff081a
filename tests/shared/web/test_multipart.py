"""Forms with files are read as they come: whatever the pieces, never more than a piece in memory."""

import tracemalloc
from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request

from shared.web.multipart import MultipartForm
from shared.web.problems import Problem

TYPE = "multipart/form-data; boundary=XX"


def part(headers: str, content: bytes) -> bytes:
    return b"--XX\r\n" + headers.encode() + b"\r\n\r\n" + content + b"\r\n"


def field(name: str, value: str) -> bytes:
    return part(f'Content-Disposition: form-data; name="{name}"', value.encode())


def file(name: str, content: bytes) -> bytes:
    head = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    return part(f"{head}\r\nContent-Type: image/png", content)


END = b"--XX--\r\n"
CONTENT = b"\r\n--XY\r\n--X" * 50
FORM = (
    field("caption", "前\r\n后")
    + file("整改后.png", CONTENT)
    + file("", b"")
    + file("b", b"")
    + END
)


def request(pieces: AsyncIterator[bytes], content_type: str = TYPE, length: int = 0) -> Request:
    headers = [(b"content-type", content_type.encode())]
    headers += [(b"content-length", str(length).encode())] if length else []

    async def receive() -> dict[str, object]:
        piece = await anext(pieces, None)
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    return Request({"type": "http", "method": "POST", "headers": headers}, receive)


async def cut(form: bytes, step: int) -> AsyncIterator[bytes]:
    for start in range(0, len(form), step):
        yield form[start : start + step]


@pytest.mark.parametrize("step", [1, 13, 100_000])
async def test_fields_come_first_then_each_file(step: int) -> None:
    form = MultipartForm(request(cut(FORM, step)), 10_000)
    assert await form.fields() == {"caption": "前\n后"}
    files = []
    async for each in form.files():
        content = b"".join([chunk async for chunk in each.chunks])
        files.append((each.field, each.name, each.media_type, content))
    assert files == [
        ("file", "整改后.png", "image/png", CONTENT),
        ("file", "b", "image/png", b""),
    ]


@pytest.mark.parametrize(
    ("form", "content_type", "length", "status"),
    [
        (FORM, "application/json", 0, 415),
        (FORM, "multipart/form-data", 0, 415),
        (FORM, TYPE, 20_000, 413),
        (file("a", bytes(20_000)) + END, TYPE, 0, 413),
        (field("a", "x" * 17_000) + END, TYPE, 0, 413),
        (FORM[: -len(END)], TYPE, 0, 400),
        (b"no form at all", TYPE, 0, 400),
        (part("Content-Disposition: form-data", b"x") + END, TYPE, 0, 400),
        (file("a", b"x") + field("late", "x") + END, TYPE, 0, 400),
    ],
)
async def test_what_is_no_such_form_is_refused(
    form: bytes, content_type: str, length: int, status: int
) -> None:
    with pytest.raises(Problem) as refused:
        await read(MultipartForm(request(cut(form, 512), content_type, length), 18_000))
    assert refused.value.status == status


async def read(form: MultipartForm) -> int:
    await form.fields()
    return sum([len(chunk) async for each in form.files() async for chunk in each.chunks])


async def test_a_large_file_is_never_in_memory() -> None:
    head, piece = file("large.png", b"")[:-2], bytes(65536)

    async def pieces() -> AsyncIterator[bytes]:
        yield head
        for _ in range(1024):
            yield piece
        yield b"\r\n" + END

    tracemalloc.start()
    try:
        assert await read(MultipartForm(request(pieces()), 2**30)) == 1024 * 65536
        assert tracemalloc.get_traced_memory()[1] < 2 * 1024 * 1024
    finally:
        tracemalloc.stop()
