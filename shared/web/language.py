"""Which language a request is to be answered in."""

from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from shared.language import Language

LANGUAGE_COOKIE = "jx_lang"
_ONE_YEAR_SECONDS = 365 * 24 * 3600
_SCOPE_KEY = "jiangxin.language"
_BY_TAG: dict[str, Language] = {language.value: language for language in Language}


def language_of(request: Request) -> Language:
    """`?lang=` first, then the cookie, then Accept-Language, then Chinese; unknown values skipped."""
    known = request.scope.get(_SCOPE_KEY)
    if isinstance(known, Language):
        return known
    headers, query = request.headers, request.scope["query_string"]
    language = (
        # A program sends neither, and should not pay for looking into them.
        (_named(request.query_params.get("lang")) if query else None)
        or (_named(request.cookies.get(LANGUAGE_COOKIE)) if "cookie" in headers else None)
        or _accepted(headers.get("accept-language", ""))
        or Language.ZH
    )
    request.scope[_SCOPE_KEY] = language
    return language


def remember_language(request: Request, response: Response) -> None:
    """Keep an explicit `?lang=` for the next pages. Does nothing when the request named none."""
    chosen = _named(request.query_params.get("lang"))
    if chosen and request.cookies.get(LANGUAGE_COOKIE) != chosen:
        response.set_cookie(
            LANGUAGE_COOKIE,
            chosen,
            max_age=_ONE_YEAR_SECONDS,
            samesite="lax",
            secure=request.url.scheme == "https",
        )


def _named(value: str | None) -> Language | None:
    if not value:
        return None
    primary = value.strip().lower().replace("_", "-").split("-", 1)[0]
    return _BY_TAG.get(primary)


@lru_cache(maxsize=256)
def _accepted(header: str) -> Language | None:
    """The acceptable language with the greatest weight; the earlier one wins a tie."""
    best: tuple[float, Language] | None = None
    for part in header.split(","):
        tag, _, parameters = part.partition(";")
        language, weight = _named(tag), _weight(parameters)
        if language and weight > 0 and (best is None or weight > best[0]):
            best = (weight, language)
    return best[1] if best else None


def _weight(parameters: str) -> float:
    _, _, number = parameters.replace(" ", "").partition("q=")
    if not number:
        return 1.0
    try:
        return float(number)
    except ValueError:
        return 0.0
