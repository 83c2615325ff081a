"""Figures are read only: no address of metrics takes anything but a question."""

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine

from services.metrics.app import make_app
from services.metrics.settings import MetricsSettings
from tests.metrics.entrypoints.conftest import PUBLIC
from tests.servers import seed


async def test_nobody_can_change_anything_here(database: AsyncEngine) -> None:
    settings = MetricsSettings(
        database_url=SecretStr("unused"),
        nats_seed=SecretStr(seed()),
        token_public_key=SecretStr(PUBLIC),
    )
    methods = {
        method
        for route in make_app(settings, engine=database).routes
        for method in getattr(route, "methods", None) or ()
    }
    assert methods <= {"GET", "HEAD"}
