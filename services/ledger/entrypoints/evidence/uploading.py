"""From a form with files to the act it asks for; page and API alike."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from starlette.requests import Request

from services.ledger.domain.evidence.attaching import Shows
from services.ledger.domain.evidence.kinds import UnfitFile
from services.ledger.domain.task import Task
from services.ledger.entrypoints.bodies import problem_with
from services.ledger.entrypoints.desk import Visit
from services.ledger.entrypoints.evidence.words import store_away, too_much, unfit_problem
from services.ledger.entrypoints.refusals import EXPECTED, problem_of
from services.ledger.handlers.acting import Act
from services.ledger.handlers.evidence.attach_evidence import (
    MOST_FILES,
    AttachEvidence,
    Offered,
    Said,
)
from services.ledger.handlers.evidence.ports import StoreAway
from shared.web.common_problems import invalid
from shared.web.correlation import correlation_of
from shared.web.multipart import MultipartForm
from shared.web.printable import unprintable_in

FORM_BYTES = 64 * 1024
"""For everything but the files."""


class AttachBody(BaseModel):
    """The fields that stand before the files."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    expected_version: int = Field(ge=1, le=1_000_000)
    shows: Shows
    caption: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] = ""


@dataclass
class Upload:
    """One request; `typed` is what was entered beside the files, as far as it was read."""

    attach: AttachEvidence
    megabytes: int
    typed: dict[str, str] = field(default_factory=dict)

    async def perform(self, request: Request, seen: Visit, through: str) -> Task:
        """Attach. Raises the problem that says why not; then nothing was attached."""
        larger = too_much(self.megabytes)
        limit = MOST_FILES * self.megabytes * 1024 * 1024 + FORM_BYTES
        form = MultipartForm(request, limit, larger)
        self.typed = await form.fields()
        body = _body(self.typed)
        act = Act(
            task_number=str(request.path_params["number"]),
            expected_version=body.expected_version,
            actor=seen.actor,
            through=through,
            correlation_id=correlation_of(request),
        )
        try:
            return await self.attach(act, Said(body.shows, body.caption), _offered(form))
        except UnfitFile as error:
            raise unfit_problem(error, self.megabytes) from error
        except StoreAway as error:
            raise store_away() from error
        except EXPECTED as error:
            raise problem_of(error, seen.organisation) from error


def _body(typed: dict[str, str]) -> AttachBody:
    if errors := list(unprintable_in(typed, "")):
        raise invalid(errors)
    try:
        return AttachBody.model_validate(typed)
    except ValidationError as error:
        raise problem_with(error) from error


async def _offered(form: MultipartForm) -> AsyncIterator[Offered]:
    async for part in form.files():
        yield Offered(part.name, part.media_type, part.chunks)
