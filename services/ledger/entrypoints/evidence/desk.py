"""What pages and API of evidence have at hand, and the panel that the task page shows."""

from dataclasses import dataclass
from uuid import UUID

from starlette.requests import Request

from services.ledger.domain.evidence.attaching import Evidence
from services.ledger.domain.scope import scope_of
from services.ledger.domain.task import Action, Task, allowed
from services.ledger.entrypoints.desk import Desk, Visit
from services.ledger.entrypoints.evidence.shown import for_page
from services.ledger.entrypoints.evidence.uploading import Upload
from services.ledger.entrypoints.evidence.words import ACCEPTED, HINT, SHOWS
from services.ledger.handlers.evidence.attach_evidence import AttachEvidence
from services.ledger.handlers.evidence.fetch_evidence import FetchEvidence, NoSuchEvidence
from services.ledger.handlers.evidence.list_evidence import list_evidence
from services.ledger.handlers.evidence.ports import EvidenceBook
from services.ledger.handlers.lists import WholeTask
from shared.web.common_problems import not_found


@dataclass(frozen=True, slots=True)
class EvidenceDesk:
    """The parts that `services.ledger.evidence` introduces to one another."""

    desk: Desk
    book: EvidenceBook
    attach: AttachEvidence
    fetch: FetchEvidence
    megabytes: int

    def upload(self) -> Upload:
        """For one request."""
        return Upload(self.attach, self.megabytes)

    async def task(self, request: Request, seen: Visit) -> WholeTask:
        """The task of the address. Raises 404 where the reader may not see it."""
        number = str(request.path_params["number"])
        found = await self.desk.queries.whole(scope_of(seen.actor), number)
        if found is None:
            raise not_found()
        return found

    async def files(self, seen: Visit, task: Task) -> list[Evidence]:
        """What the reader may see of it."""
        return await list_evidence(self.book, scope_of(seen.actor), task)

    async def file(self, request: Request, seen: Visit) -> Evidence:
        """The file of the address. Raises 404 likewise."""
        task = (await self.task(request, seen)).listed.task
        try:
            evidence_id = UUID(str(request.path_params["evidence_id"]))
            return await self.fetch.find(scope_of(seen.actor), task, evidence_id)
        except (ValueError, NoSuchEvidence):
            raise not_found() from None

    async def panel(self, seen: Visit, task: Task) -> dict[str, object]:
        """For `evidence/panel.html`."""
        files = await self.files(seen, task)
        return {
            "files": for_page(files, seen.organisation),
            "may_attach": Action.ATTACH in allowed(task, seen.actor),
            "shows": list(SHOWS.items()),
            "accepted": ACCEPTED,
            "hint": HINT.format(limit=self.megabytes),
        }
