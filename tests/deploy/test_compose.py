"""docker-compose.yml keeps its promises: little privilege, secrets apart, nothing published by mistake."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from shared.provision import SERVICES
from shared.settings import Settings
from tests.deploy.conftest import ROOT

Part = dict[str, Any]
Parts = dict[str, Part]


def volumes(part: Part) -> Iterator[tuple[str, str, bool]]:
    """Source, target, and whether it is mounted read-only."""
    for volume in part.get("volumes", ()):
        without_defaults = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", volume)
        source, target, *mode = without_defaults.split(":")
        yield source, target, mode == ["ro"]


def needed_by(parts: Parts, name: str) -> set[str]:
    """Everything that has to be there before, however far back."""
    before = set(parts[name].get("depends_on", {}))
    return before | {far for near in before for far in needed_by(parts, near)}


def test_everything_runs_with_a_read_only_root_and_without_privileges(parts: Parts) -> None:
    for name, part in parts.items():
        assert part["read_only"] is True, name
        assert part["cap_drop"] == ["ALL"], name
        assert part["security_opt"] == ["no-new-privileges:true"], name
        assert "privileged" not in part, name


def test_everything_runs_as_nobody_in_particular_except_where_postgresql_makes_its_folder(
    parts: Parts,
) -> None:
    for name, part in parts.items():
        assert part["user"] == ("root" if name == "postgres" else "10001:10001"), name
    may = {name: part["cap_add"] for name, part in parts.items() if "cap_add" in part}
    assert may == {
        "caddy": ["NET_BIND_SERVICE"],
        "postgres": ["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"],
    }


def test_whatever_keeps_running_is_checked_and_started_again(servers: Parts) -> None:
    for name, part in servers.items():
        if name in SERVICES:
            assert "HEALTHCHECK" in (ROOT / f"services/{name}/Dockerfile").read_text()
            assert "healthcheck" not in part
        else:
            assert part["healthcheck"]["test"], name
        assert part["restart"] == "unless-stopped", name


def test_only_loopback_is_published_and_only_the_way_in_and_the_mail_page(parts: Parts) -> None:
    ports = {name: part["ports"] for name, part in parts.items() if "ports" in part}
    assert set(ports) == {"caddy", "mailpit"}
    for published in (port for several in ports.values() for port in several):
        assert re.fullmatch(r"\$\{\w+:-127\.0\.0\.1:\d+\}:\d+", published)


def test_servers_that_hold_data_are_out_of_reach_from_outside(
    compose: dict[str, Any], parts: Parts
) -> None:
    assert compose["networks"]["inside"] == compose["networks"]["front"] == {"internal": True}
    assert parts["postgres"]["networks"] == parts["nats"]["networks"] == ["inside"]
    outside = {name for name, part in parts.items() if "outside" in part["networks"]}
    assert outside == {"caddy", "mailpit", "notifier"}
    assert "inside" not in parts["caddy"]["networks"] + parts["mailpit"]["networks"]


@pytest.mark.parametrize("owner", [*SERVICES, "provision", "postgres", "nats"])
def test_secrets_are_mounted_by_their_owner_and_the_job_that_makes_them(
    parts: Parts, owner: str
) -> None:
    users = {
        "provision": {"streams", "department"},
        "postgres": {"postgres", "databases"},
        "nats": {"nats"},
        "ledger": {"ledger", "migrate-ledger", "organisation"},
    }.get(owner, {owner, f"migrate-{owner}"})
    mounts = {
        (name, read_only)
        for name, part in parts.items()
        for source, _, read_only in volumes(part)
        if source == f"{owner}-secrets"
    }
    writers = {"secrets", "department"} if owner == "nats" else {"secrets"}
    assert mounts == {(name, True) for name in users} | {(name, False) for name in writers}


def test_no_secret_is_an_environment_variable(parts: Parts) -> None:
    for name, part in parts.items():
        for variable in part.get("environment", {}):
            assert not re.search("PASSWORD|SECRET|SEED|KEY|DATABASE_URL", variable), name


def test_every_volume_is_declared_and_every_file_that_is_mounted_exists(
    compose: dict[str, Any], parts: Parts
) -> None:
    for part in parts.values():
        for source, _, read_only in volumes(part):
            if source.startswith("./"):
                assert (ROOT / source).exists(), source
                assert read_only
            else:
                assert source in compose["volumes"]


def test_time_to_stop_is_longer_than_what_a_service_takes_to_finish(servers: Parts) -> None:
    grace = Settings.model_fields["stop_grace_seconds"].default
    for part in servers.values():
        assert int(part["stop_grace_period"].removesuffix("s")) > 2 * grace


def test_intake_starts_without_the_bus_and_everybody_after_their_migration(parts: Parts) -> None:
    assert not {"nats", "streams"} & needed_by(parts, "intake")
    for name in SERVICES:
        waits = parts[name]["depends_on"][f"migrate-{name}"]
        assert waits == {"condition": "service_completed_successfully"}
        assert parts[name]["image"] == parts[f"migrate-{name}"]["image"]
        assert {"secrets", "databases"} <= needed_by(parts, name)


def test_a_job_is_waited_for_to_its_end_and_a_server_until_it_is_healthy(
    parts: Parts, servers: Parts
) -> None:
    for part in parts.values():
        for name, waits in part.get("depends_on", {}).items():
            end = "service_healthy" if name in servers else "service_completed_successfully"
            assert waits["condition"] == end


def test_the_ledger_starts_with_the_organisation_it_has_when_the_file_is_faulty(
    parts: Parts,
) -> None:
    assert parts["ledger"]["depends_on"]["organisation"]["required"] is False


def test_how_many_intakes_is_a_setting_that_the_next_start_keeps(parts: Parts) -> None:
    assert parts["intake"]["deploy"] == {"replicas": "${INTAKES:-1}"}
