"""Renders a service's pages: its own templates over the shared ones, in the reader's language."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from starlette.requests import Request
from starlette.responses import HTMLResponse

from shared.language import Language, Text
from shared.web.addresses import address_with
from shared.web.language import language_of, remember_language
from shared.web.session import officer_of
from shared.web.site import SERVICE_TITLES, Site, current_entry, entries_for
from shared.web.static_files import shared_static
from shared.web.template_functions import FILTERS, FUNCTIONS

SHARED_TEMPLATES = Path(__file__).parent / "templates"


def utc_now() -> datetime:
    """The moment `ago` counts from, unless a test says otherwise."""
    return datetime.now(UTC)


class CompiledTemplates(BytecodeCache):
    """Keeps what was compiled for the next `Pages` in this process; Jinja compares the sources."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if this template was compiled before."""
        if code := self._compiled.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has just been compiled."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


COMPILED_TEMPLATES = CompiledTemplates()


class Pages:
    """One Jinja environment for one service.

    Every template has: `t`, `lang`, `site`, `officer` (or None), `service`, `url_for_site`,
    `url_with` (this address with other query values), `other_language_url`, `asset`, `now`.
    """

    def __init__(
        self,
        service: str,
        template_dir: Path,
        site: Site,
        version: str = "",
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.service = service
        self.site = site
        self.version = version
        self._clock = clock
        self.environment = Environment(
            loader=FileSystemLoader([template_dir, SHARED_TEMPLATES]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=COMPILED_TEMPLATES,
        )
        self.environment.filters.update(FILTERS)
        self.environment.globals.update(FUNCTIONS)
        self.environment.globals["url_for_site"] = site.url
        self.environment.globals["asset"] = shared_static().url

    def render(
        self, request: Request, name: str, status: int = 200, **context: object
    ) -> HTMLResponse:
        """The page as a response. Never cached by anybody but the reader's own browser."""
        language = language_of(request)
        html = self.environment.get_template(name).render(self._common(request, language) | context)
        response = HTMLResponse(html, status_code=status)
        response.headers["content-language"] = "en" if language is Language.EN else "zh-CN"
        response.headers["vary"] = "accept-language, cookie"
        private = "no-store" if officer_of(request) else "private, no-cache"
        response.headers["cache-control"] = private
        remember_language(request, response)
        return response

    def _common(self, request: Request, language: Language) -> dict[str, object]:
        officer = officer_of(request)
        other = Language.ZH if language is Language.EN else Language.EN
        entries = entries_for(officer.roles if officer else None)
        return {
            "request": request,
            "lang": language,
            "officer": officer,
            "site": self.site,
            "service": self.service,
            "service_title": SERVICE_TITLES.get(self.service, Text("", "")),
            "version": self.version,
            "now": self._clock(),
            "entries": entries,
            "current_entry": current_entry(entries, self.service, request.url.path),
            "other_language_url": address_with(request, lang=other.value),
        }
