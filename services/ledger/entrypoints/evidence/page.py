"""Evidence on the desk: adding it from the task page, looking at it, getting it."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.domain.evidence.kinds import BY_MEDIA_TYPE
from services.ledger.entrypoints.desk import visit
from services.ledger.entrypoints.evidence.desk import EvidenceDesk
from services.ledger.entrypoints.evidence.serving import send
from shared.web.common_problems import not_found
from shared.web.problems import Problem
from shared.web.session import require


class EvidencePages:
    """The endpoints, with what they need."""

    def __init__(self, evidence: EvidenceDesk) -> None:
        self._evidence = evidence

    def routes(self) -> list[Route]:
        """Below a task's page."""
        all_of_it = "/desk/tasks/{number}/evidence"
        one = all_of_it + "/{evidence_id}"
        return [
            Route(all_of_it, self.form, methods=["GET"]),
            Route(all_of_it, self.attach, methods=["POST"]),
            Route(one, self.download, methods=["GET"]),
            Route(one + "/picture", self.picture, methods=["GET"]),
        ]

    @require()
    async def form(self, request: Request) -> Response:
        """The files and the form by themselves."""
        return await self._page(request)

    @require()
    async def attach(self, request: Request) -> Response:
        """Attach and go back to the task; or stay here with what is wrong."""
        seen = await visit(self._evidence.desk, request)
        upload = self._evidence.upload()
        try:
            task = await upload.perform(request, seen, through="desk")
        except Problem as problem:
            return await self._page(request, problem, upload.typed)
        return RedirectResponse(f"/desk/tasks/{task.number}?done=attach#evidence", status_code=303)

    @require()
    async def download(self, request: Request) -> Response:
        """The file, to be saved."""
        seen = await visit(self._evidence.desk, request)
        evidence = await self._evidence.file(request, seen)
        return await send(request, self._evidence.fetch, evidence)

    @require()
    async def picture(self, request: Request) -> Response:
        """A photo, to be seen in the page. 404 for what is none."""
        seen = await visit(self._evidence.desk, request)
        evidence = await self._evidence.file(request, seen)
        if not BY_MEDIA_TYPE[evidence.media_type].shown:
            raise not_found()
        return await send(request, self._evidence.fetch, evidence, shown=True)

    async def _page(
        self,
        request: Request,
        problem: Problem | None = None,
        typed: dict[str, str] | None = None,
    ) -> Response:
        seen = await visit(self._evidence.desk, request)
        try:
            found = await self._evidence.task(request, seen)
        except Problem as unseen:
            raise problem or unseen from None
        task = found.listed.task
        return self._evidence.desk.pages.render(
            request,
            "evidence/page.html",
            status=problem.status if problem else 200,
            listed=found.listed,
            task=task,
            evidence=await self._evidence.panel(seen, task),
            problem=problem,
            errors=problem.errors if problem else (),
            typed=typed or {},
        )
