"""Reading request bodies: the right type, no larger than agreed, nothing unprintable inside."""

import re

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.types import Message, Receive

from shared.web.common_problems import invalid, too_large, unsupported_type
from shared.web.printable import refuse_unprintable, unprintable_in, without_unprintable

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
_CHARSET = re.compile(r'charset\s*=\s*"?([^\s";]+)')


async def read_json(request: Request, limit_bytes: int) -> bytes:
    """The raw body of a JSON request, ready for `model_validate_json`.

    Raises the problems 415 (not JSON), 413 (larger than the limit; reading stops there) and
    422 (a lone surrogate or control character; the field is named).
    """
    media_type, charset = _content_type(request)
    is_json = media_type == "application/json" or media_type.endswith("+json")
    if not is_json or charset not in ("", "utf-8", "utf8"):
        raise unsupported_type("application/json")
    body = await read_limited(request, limit_bytes)
    refuse_unprintable(body)
    return body


async def read_form(
    request: Request, limit_bytes: int = 256 * 1024, *, clean: bool = False
) -> FormData:
    """The fields of a form, line ends as \\n. Raises 415, 413 and 422 like `read_json`.

    With `clean` what cannot be shown is left out instead of refused: somebody who pasted it
    cannot see what to remove.
    """
    media_type, _ = _content_type(request)
    if media_type not in FORM_TYPES:
        raise unsupported_type(FORM_TYPES[0])
    body = await read_limited(request, limit_bytes)
    form = await Request(request.scope, _replay(body)).form()
    pairs = [(name, _text(value, clean)) for name, value in form.multi_items()]
    errors = [
        error
        for name, value in pairs
        if isinstance(value, str)
        for error in unprintable_in(value, name)
    ]
    if errors:
        raise invalid(errors)
    return FormData(pairs)


async def read_limited(request: Request, limit_bytes: int) -> bytes:
    """The whole body; raises 413 as soon as it is known to be larger than the limit."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit_bytes:
        raise too_large(limit_bytes)
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit_bytes:
            raise too_large(limit_bytes)
        chunks.append(chunk)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def _text(value: UploadFile | str, clean: bool) -> UploadFile | str:
    if not isinstance(value, str):
        return value
    value = value.replace("\r\n", "\n")
    return without_unprintable(value) if clean else value


def _content_type(request: Request) -> tuple[str, str]:
    """Media type and charset, both in lower case; the charset is "" when none is named."""
    media_type, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = _CHARSET.search(parameters) if parameters else None
    return media_type.strip(), charset[1] if charset else ""


def _replay(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
