"""Who takes the process log along, what of it, and what is never in it."""

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.commands import Commands
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter, SignIn
from tests.ledger.reading import count

XES = "{http://www.xes-standard.org/}"
LOG = "/api/v1/process-log"


@pytest.mark.parametrize(
    ("who", "status"), [("zhou-min", 200), ("wu-gang", 200), ("chen-jing", 403), ("ma-chao", 403)]
)
async def test_supervisors_and_auditors_take_it_along(
    enter: Enter, sign_in: SignIn, who: str, status: int
) -> None:
    await enter(complaint(1))
    officer = await sign_in(who)
    assert (await officer.get(f"{LOG}.xes")).status_code == status
    html = (await officer.get("/desk/tasks?lang=en", headers={"accept": "text/html"})).text
    assert (f'action="{LOG}.xes"' in html) == (status == 200)


async def test_who_took_it_along_is_in_the_record_of_exports(enter: Enter, sign_in: SignIn) -> None:
    await enter(complaint(1))
    await (await sign_in("zhou-min")).get(f"{LOG}.csv?cases=over")
    kept = (await (await sign_in("wu-gang")).get("/api/v1/organisation/exports")).json()
    (taken,) = kept["exports"]
    assert (taken["staff_id"], taken["kind"]) == ("zhou-min", "process-log.csv")
    assert (taken["asked"], taken["count"]) == ("cases=over", 0)


async def test_a_trace_has_types_zones_and_codes_and_nobody_s_words(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint(1), complaint(2, confidential=True, channel="kiosk"))
    answer = await (await sign_in("wu-gang")).get(f"{LOG}.xes")
    log = ElementTree.fromstring(answer.content)
    assert log.get("xes.version") == "1849.2016"
    prefixes = [each.get("prefix") for each in log.iter(f"{XES}extension")]
    assert prefixes == ["concept", "time", "org", "lifecycle"]
    first, hidden = log.iter(f"{XES}trace")
    assert facts(first)["channel"] == ("string", "web_form")
    assert facts(first)["confidential"] == ("boolean", "false")
    registered, dispatched = first.iter(f"{XES}event")
    assert facts(dispatched) == {
        "concept:name": ("string", "dispatch"),
        "lifecycle:transition": ("string", "complete"),
        "time:timestamp": ("date", "2026-11-23T10:00:00.000000+08:00"),
        "org:resource": ("string", "ledger"),
        "sequence": ("int", "2"),
        "through": ("string", "routing"),
        "state": ("string", "dispatched"),
        "unit": ("string", "urban-management"),
    }
    assert facts(registered)["through"] == ("string", "web_form")
    assert facts(hidden)["channel"] == ("string", "withheld")
    assert "kiosk" not in answer.text
    assert "路灯" not in answer.text


async def test_a_period_is_of_whole_days_in_china_and_a_wrong_one_is_told(
    ledger: AsyncEngine, enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint(1), complaint(2), complaint(3))
    for index, moment in ((1, "2026-11-22T15:59:59Z"), (3, "2026-11-23T16:00:00Z")):
        async with ledger.begin() as connection:
            await connection.exec_driver_sql(
                f"UPDATE tasks SET registered_at = '{moment}' WHERE task_number = '{number(index)}'"
            )
    officer = await sign_in("zhou-min")
    answer = await officer.get(f"{LOG}.csv?from=2026-11-23&to=2026-11-23&cases=all")
    found = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["case:concept:name"] for row in found} == {number(2)}
    assert (await officer.get(f"{LOG}.csv?cases=over&from=&to=")).text.count("\n") == 1
    wrong = await officer.get(f"{LOG}.csv?from=2026-11-24&to=2026-11-23&lang=en")
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["message"] == "The first day cannot be after the last."
    assert (await officer.get(f"{LOG}.csv?from=yesterday")).status_code == 422
    assert (await officer.get(f"{LOG}.pdf")).status_code == 404


async def test_the_command_writes_the_same_file(
    ledger: AsyncEngine,
    enter: Enter,
    command: Commands,
    environment: dict[str, str],
    tmp_path: Path,
) -> None:
    await enter(complaint(1), complaint(2))
    file = tmp_path / "log.csv"
    wanted = ("--format", "csv", "--from", "2026-11-01", "--output", str(file))
    done = command({**environment, "LC_ALL": "en_GB.UTF-8"}, "process-log", *wanted)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{file}: 2 tasks.\n"
    assert len(file.read_text().splitlines()) == 1 + await count(ledger, "trail")


def facts(element: ElementTree.Element) -> dict[str, tuple[str, str]]:
    """Attributes of a trace or event, by key: their type and value."""
    return {
        key: (each.tag.removeprefix(XES), each.get("value", ""))
        for each in element
        if (key := each.get("key"))
    }
