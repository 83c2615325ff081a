"""Evidence for programs."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.ledger.domain.task import Task
from services.ledger.entrypoints.desk import Visit, visit
from services.ledger.entrypoints.evidence.desk import EvidenceDesk
from services.ledger.entrypoints.evidence.serving import send
from services.ledger.entrypoints.evidence.shown import as_data
from shared.web.session import require


class EvidenceApi:
    """The endpoints, with what they need."""

    def __init__(self, evidence: EvidenceDesk) -> None:
        self._evidence = evidence

    def routes(self) -> list[Route]:
        """`/api/v1/tasks/{number}/evidence` and each file."""
        all_of_it = "/api/v1/tasks/{number}/evidence"
        return [
            Route(all_of_it, self.list, methods=["GET"]),
            Route(all_of_it, self.attach, methods=["POST"]),
            Route(all_of_it + "/{evidence_id}", self.download, methods=["GET"]),
        ]

    @require()
    async def list(self, request: Request) -> Response:
        """The files the reader may see."""
        seen = await visit(self._evidence.desk, request)
        task = (await self._evidence.task(request, seen)).listed.task
        return await self._listed(seen, task, 200)

    @require()
    async def attach(self, request: Request) -> Response:
        """Attach; answers with all the files of the task then."""
        seen = await visit(self._evidence.desk, request)
        task = await self._evidence.upload().perform(request, seen, through="api")
        return await self._listed(seen, task, 201)

    @require()
    async def download(self, request: Request) -> Response:
        """The bytes of a file."""
        seen = await visit(self._evidence.desk, request)
        evidence = await self._evidence.file(request, seen)
        return await send(request, self._evidence.fetch, evidence)

    async def _listed(self, seen: Visit, task: Task, status: int) -> Response:
        files = await self._evidence.files(seen, task)
        body = {
            "task_number": task.number,
            "version": task.version,
            "evidence": [as_data(each, seen.organisation) for each in files],
        }
        return JSONResponse(body, status, headers={"cache-control": "no-store"})
