"""`python -m benchmarks.no_storage no-storage|answer-only`: intake's route with nothing behind it.

`no-storage` is intake's own application, handler and all, over a store that keeps nothing: body read and
checked, number and query code made, words masked, contact sealed, event built. `answer-only` leaves out
the handler as well: read, check, answer.
"""

import itertools
import sys
from collections.abc import Sequence
from datetime import datetime

from starlette.applications import Starlette

from services.intake.adapters.sealing import AesGcmSealer
from services.intake.app import HERE, VERSION
from services.intake.entrypoints.api import Api
from services.intake.handlers.ports import Category, Kept, Record
from services.intake.handlers.receive_complaint import (
    Circumstances,
    ComplaintReception,
    Receipt,
    ReceiveComplaint,
)
from services.intake.handlers.tell_progress import ProgressDesk
from services.intake.settings import IntakeSettings
from shared.clock import SystemClock
from shared.command_line import prepare
from shared.running import serve
from shared.web.application import make_application
from shared.web.pages import Pages
from shared.web.site import Site


class KeepsNothing:
    """Fits `Complaints`, `Numbers`, `Categories` and `ProgressBook`; forgets at once."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    async def keep(self, records: Sequence[Record]) -> list[Kept]:
        """As if all had been committed."""
        return [
            Kept(each.complaint.number, each.complaint.received_at, each.fingerprint)
            for each in records
        ]

    async def next(self) -> int:
        """Numbers of this process."""
        return next(self._numbers)

    async def code_of(self, given: str) -> str:
        """Every category exists."""
        return given

    async def offered(self) -> Sequence[Category]:
        """But none is offered."""
        return []

    async def find(self, _number: str) -> None:
        """Nothing is ever found."""


class AnswersOnly(ComplaintReception):
    """Gives everybody the same receipt."""

    async def receive(self, _command: ReceiveComplaint, _around: Circumstances) -> Receipt:
        """At once."""
        return RECEIPT


RECEIPT = Receipt("261123-000001-00", "00000000", datetime.fromisoformat("2026-11-23T09:00:00Z"))


def make_app(settings: IntakeSettings, reception_class: type[ComplaintReception]) -> Starlette:
    """As `services.intake.app` puts it together, without engine and bus."""
    nothing, clock = KeepsNothing(), SystemClock()
    reception = reception_class(
        nothing,
        nothing,
        AesGcmSealer(settings.contact_key_ring),
        nothing,
        query_key=settings.query_key,
        reporter_key=settings.query_key,
        clock=clock,
        on_commit=lambda: None,
    )
    desk = ProgressDesk(nothing, query_key=settings.query_key, clock=clock)
    site = Site.of(settings)
    api = Api(reception, desk, nothing, base_url=site.base("intake"), clock=clock)
    return make_application(
        pages=Pages("intake", HERE / "templates", site, VERSION, clock.now), routes=api.routes()
    )


if __name__ == "__main__":
    chosen = {"no-storage": ComplaintReception, "answer-only": AnswersOnly}[sys.argv[1]]
    settings = IntakeSettings.load()
    prepare("intake", settings)
    serve(make_app(settings, chosen), settings)
