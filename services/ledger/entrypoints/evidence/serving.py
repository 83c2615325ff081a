"""Sending a file so that it can do no harm: as a download, or as a picture, never as a page of ours."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from services.ledger.domain.evidence.attaching import Evidence
from services.ledger.domain.evidence.kinds import BY_MEDIA_TYPE
from services.ledger.entrypoints.evidence.words import file_gone, store_away
from services.ledger.handlers.evidence.fetch_evidence import FetchEvidence
from services.ledger.handlers.evidence.ports import FileGone, StoreAway

HARMLESS = {
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    # Kept by the reader's browser alone, and asked for again each time: rights may have gone.
    "cache-control": "private, no-cache",
}


async def send(
    request: Request, fetch: FetchEvidence, evidence: Evidence, *, shown: bool = False
) -> Response:
    """The file; 304 to whoever has it. `shown`: in the page, which only pictures are."""
    tag = f'"{evidence.digest}"'
    headers = {**HARMLESS, "etag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    headers["content-disposition"] = "inline" if shown else _as_download(evidence)
    headers["content-length"] = str(evidence.size)
    try:
        parts = await fetch.read(evidence)
    except StoreAway as error:
        raise store_away() from error
    except FileGone as error:
        raise file_gone() from error
    return StreamingResponse(parts, media_type=evidence.media_type, headers=headers)


def _as_download(evidence: Evidence) -> str:
    """Its name for every browser, and a plain one for what is older (RFC 6266)."""
    suffix = BY_MEDIA_TYPE[evidence.media_type].suffixes[0]
    name = quote(evidence.name, safe="")
    return f"attachment; filename=\"evidence.{suffix}\"; filename*=UTF-8''{name}"
