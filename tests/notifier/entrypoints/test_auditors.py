"""Auditors read notices and change nothing: every address that takes a POST refuses them."""

from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.app import make_app
from shared.web.roles import Role
from tests.notifier.conftest import MakeSettings
from tests.notifier.entrypoints.conftest import SignIn, visited
from tests.notifier.eventually import rows

NOTICE = "0199f3a0-0000-7000-8000-000000000001"


async def test_whatever_an_auditor_posts_is_refused(
    a_day: AsyncEngine, sign_in: SignIn, settings: MakeSettings
) -> None:
    routes = make_app(visited(settings), engine=a_day).routes
    posts = [
        route for route in routes if set(getattr(route, "methods", None) or ()) - {"GET", "HEAD"}
    ]
    assert posts
    before = await rows(a_day, "SELECT * FROM notices ORDER BY id")
    for route in posts:
        address = route.path.replace("{notice_id}", NOTICE)
        assert "{" not in address, f"say here how to try {address}"
        answer = await sign_in(Role.AUDITOR).ask(address, "POST", accept="application/json")
        assert answer.status_code == 403, address
    assert await rows(a_day, "SELECT * FROM notices ORDER BY id") == before


async def test_an_auditor_reads_them(a_day: AsyncEngine, sign_in: SignIn) -> None:
    answer = await sign_in(Role.AUDITOR).ask("/api/v1/deliveries", accept="application/json")
    assert answer.status_code == 200
