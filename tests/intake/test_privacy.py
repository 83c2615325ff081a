"""Names, phones and addresses stay in intake: planted ones turn up nowhere else."""

import logging
from collections.abc import Iterator

import httpx
import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.adapters.tables import METADATA
from services.intake.app import make_app
from services.intake.settings import IntakeSettings
from shared.logs import configure_logging
from tests.intake.conftest import serving

NAME, PHONE, ID_NUMBER = "司马青衫", "13912345678", "360102199001011234"
ADDRESS, EMAIL, CARD = "桃花源路88号5栋1202室", "sima.qing@example.com", "6222021380013800138"
PLANTED = (NAME, PHONE, "139-1234-5678", ID_NUMBER, ADDRESS, EMAIL, CARD, "88号5栋")
SAID = {
    "title": f"{NAME}反映电梯停运",
    "content": f"我叫{NAME}，电话139-1234-5678，身份证{ID_NUMBER}，卡号{CARD}，家住{ADDRESS}，"
    f"也可以写信到{EMAIL}，车牌赣A12345。",
    "name": NAME,
    "phone": PHONE,
    "address": ADDRESS,
    "email": EMAIL,
    "confidential": True,
}


@pytest.fixture
def logging_intake() -> Iterator[None]:
    """Everything is logged, as an operator would see it; other tests are quiet again."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    configure_logging("intake", log_format="json", level="debug")
    yield
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def planted_in(somewhere: str) -> list[str]:
    return [each for each in PLANTED if each in somewhere]


async def test_planted_details_are_nowhere_outside_what_is_sealed(
    settings: IntakeSettings,
    tables: AsyncEngine,
    logging_intake: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with serving(make_app(settings)) as intake:
        answer = await intake.post("/api/v1/complaints", json=SAID)
        assert answer.status_code == 201
        receipt = answer.json()
        number, code = receipt["complaint_number"], {"code": receipt["query_code"]}
        shown = [
            (await intake.get(address, params=code)).text
            for address in (
                f"/api/v1/complaints/{number}",
                f"/track/{number}",
                f"/complaints/{number}/receipt",
                f"/complaints/{number}/qr.svg",
                "/metrics",
                "/readyz",
            )
        ]
        # What fails is logged and answered without the words that were sent.
        refused = await intake.post("/api/v1/complaints", json={**SAID, "nature": NAME})
        wrong = await intake.post("/api/v1/complaints", json={**SAID, PHONE: "x"})
    assert planted_in("".join(shown) + answer.text + refused.text) == []
    assert wrong.status_code == 422
    logged = capsys.readouterr()
    assert planted_in(logged.out + logged.err) == []
    assert await planted_in_database(tables) == []


async def planted_in_database(tables: AsyncEngine) -> list[str]:
    """Looks at every table as text, binary columns as bytes."""
    found = []
    async with tables.connect() as connection:
        for table in METADATA.sorted_tables:
            for row in await connection.execute(text(f"SELECT * FROM {table.name}")):
                cells = [
                    bytes(cell).decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)
                    for cell in row
                ]
                found += [f"{table.name}: {each}" for each in planted_in("\n".join(cells))]
    return found


async def test_somebody_else_s_code_shows_nothing(intake: httpx.AsyncClient) -> None:
    mine = (await intake.post("/api/v1/complaints", json=SAID)).json()
    other = (await intake.post("/api/v1/complaints", json={**SAID, "title": "别的事"})).json()
    for address in (
        f"/api/v1/complaints/{mine['complaint_number']}",
        f"/track/{mine['complaint_number']}",
        f"/complaints/{mine['complaint_number']}/receipt",
        f"/complaints/{mine['complaint_number']}/qr.svg",
    ):
        answer = await intake.get(address, params={"code": other["query_code"]})
        assert answer.status_code == 404
        assert "电梯" not in answer.text
