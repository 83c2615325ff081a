"""Loading an organisation: what changed is told, what did not is not, what is gone becomes inactive."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.organisation_file import OrganisationFile
from services.ledger.adapters.organisation_work import organisation_work
from services.ledger.adapters.passwords import Argon2Passwords
from services.ledger.domain.organisation import Organisation
from services.ledger.handlers.load_organisation import Loaded, load_organisation
from tests.ledger.reading import count, rows

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


async def load(
    engine: AsyncEngine,
    passwords: Argon2Passwords,
    organisation: Organisation,
    demo: dict[str, str] | None = None,
) -> Loaded:
    async with organisation_work(engine) as store:
        return await load_organisation(store, passwords, organisation, demo or {}, NOW)


async def told(engine: AsyncEngine) -> list[Any]:
    return await rows(
        engine,
        "SELECT event_type, aggregate_id, aggregate_version,"
        " convert_from(payload, 'UTF8')::jsonb AS body FROM outbox ORDER BY id",
    )


async def test_the_first_time_everything_is_told_units_first(
    tables: AsyncEngine, passwords: Argon2Passwords, sample: OrganisationFile
) -> None:
    done = await load(tables, passwords, sample.organisation)
    organisation = sample.organisation
    sections = (organisation.units, organisation.staff, organisation.categories)
    expected = sum(map(len, (*sections, organisation.districts, organisation.rules)))
    assert (done.version, done.changed) == (1, expected)
    events = await told(tables)
    assert len(events) == expected
    assert events[0]["event_type"] == "ledger.unit.listed.v1"
    assert "demo_password" not in str(events)


async def test_the_second_time_nothing_happens(
    ledger: AsyncEngine, passwords: Argon2Passwords, sample: OrganisationFile
) -> None:
    before = await count(ledger, "outbox")
    done = await load(ledger, passwords, sample.organisation, dict(sample.demo_passwords))
    assert (done.version, done.changed, done.passwords_set) == (1, 0, 0)
    assert await count(ledger, "outbox") == before


async def test_only_what_changed_is_told_with_a_higher_version(
    ledger: AsyncEngine, passwords: Argon2Passwords, sample: OrganisationFile
) -> None:
    old = sample.organisation
    renamed = [replace(old.units[0], name_zh="热线办"), *old.units[1:]]
    before = await count(ledger, "outbox")
    done = await load(ledger, passwords, replace(old, units=renamed))
    assert (done.version, done.changed) == (2, 1)
    last = (await told(ledger))[before:]
    assert [(e["aggregate_id"], e["aggregate_version"]) for e in last] == [("hotline", 2)]
    assert last[0]["body"]["name_zh"] == "热线办"


async def test_whoever_is_no_longer_listed_becomes_inactive_and_comes_back_when_listed(
    ledger: AsyncEngine, passwords: Argon2Passwords, sample: OrganisationFile
) -> None:
    old = sample.organisation
    without = replace(old, staff=[p for p in old.staff if p.staff_id != "he-ping"])
    await load(ledger, passwords, without)
    [person] = await rows(ledger, "SELECT * FROM staff WHERE staff_id = 'he-ping'")
    assert person["active"] is False
    assert (await told(ledger))[-1]["body"]["active"] is False
    await load(ledger, passwords, old)
    [person] = await rows(ledger, "SELECT * FROM staff WHERE staff_id = 'he-ping'")
    assert person["active"] is True
    assert person["password_hash"]


async def test_a_rule_taken_away_is_told_with_those_that_move_up(
    ledger: AsyncEngine, passwords: Argon2Passwords, sample: OrganisationFile
) -> None:
    old = sample.organisation
    done = await load(ledger, passwords, replace(old, rules=old.rules[1:]))
    assert (done.version, done.changed) == (2, len(old.rules))
    logged = await rows(ledger, "SELECT section, code FROM organisation_changes WHERE version = 2")
    assert [tuple(each.values()) for each in logged] == [("routing", old.rules[0].code)]
    assert await count(ledger, "routing_rules") == len(old.rules) - 1


async def test_a_demo_password_never_replaces_one_that_is_set(
    ledger: AsyncEngine, passwords: Argon2Passwords, sample: OrganisationFile
) -> None:
    async with organisation_work(ledger) as store:
        await store.set_password_hashes({"zhang-wei": await passwords.hash("chosen by himself")})
    await load(ledger, passwords, sample.organisation, {"zhang-wei": "another-demo"})
    [row] = await rows(ledger, "SELECT password_hash FROM staff WHERE staff_id = 'zhang-wei'")
    assert row["password_hash"].startswith("$argon2id$")
    assert await passwords.verify("chosen by himself", row["password_hash"])


async def test_if_loading_fails_nothing_of_it_stays(
    tables: AsyncEngine, passwords: Argon2Passwords, sample: OrganisationFile
) -> None:
    async def failing() -> None:
        async with organisation_work(tables) as store:
            await load_organisation(store, passwords, sample.organisation, {}, NOW)
            raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError):
        await failing()
    assert [await count(tables, name) for name in ("units", "staff", "outbox")] == [0, 0, 0]
