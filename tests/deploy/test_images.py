"""An image holds one service, what all share, and pinned libraries."""

import re
from pathlib import Path

import pytest

from shared.provision import SERVICES
from tests.deploy.conftest import ROOT

FORBIDDEN = re.compile(r"https?://(?!127\.0\.0\.1)|--(extra-)?index-url|trusted-host")


def dockerfile(service: str) -> str:
    return (ROOT / "services" / service / "Dockerfile").read_text()


def names(requirements: Path) -> set[str]:
    """Distributions that a file of pins installs."""
    return set(re.findall(r"^([a-z0-9-]+)==", requirements.read_text(), re.MULTILINE))


def asked_for(requirements: Path) -> set[str]:
    """Distributions that a file of wishes names, those of the files it includes too."""
    found = set()
    for line in requirements.read_text().splitlines():
        wish = line.split("#")[0].strip()
        if wish.startswith("-r "):
            found |= asked_for(requirements.parent / wish.removeprefix("-r "))
        elif wish:
            found.add(re.split(r"[\[=<>~ ]", wish)[0])
    return found


def test_the_four_dockerfiles_differ_in_the_service_s_name_only() -> None:
    own = re.compile(r"^(ARG SERVICE=|#   docker build).*$", re.MULTILINE)
    assert len({own.sub("", dockerfile(service)) for service in SERVICES}) == 1


@pytest.mark.parametrize("service", SERVICES)
def test_an_image_takes_its_own_service_and_its_own_pins_only(service: str) -> None:
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", dockerfile(service), re.MULTILINE)
    assert copied == [
        "requirements/build.txt requirements/${SERVICE}.txt",
        "shared",
        "services/${SERVICE}",
    ]
    assert f"ARG SERVICE={service}\n" in dockerfile(service)


@pytest.mark.parametrize("service", SERVICES)
def test_an_image_runs_as_a_numbered_user_and_is_asked_whether_it_is_ready(service: str) -> None:
    text = dockerfile(service)
    assert re.findall(r"^USER (.*)$", text, re.MULTILINE) == ["10001:10001"]
    assert "HEALTHCHECK" in text
    assert "/readyz" in text


@pytest.mark.parametrize("service", SERVICES)
def test_libraries_are_installed_by_hash_from_wherever_the_machine_says(service: str) -> None:
    text = dockerfile(service)
    for line in re.findall(r"pip (?:install|wheel).*", text):
        assert "--require-hashes" in line or "--no-deps" in line
    assert not FORBIDDEN.search(text)


@pytest.mark.parametrize("service", [*SERVICES, "build"])
def test_pins_are_up_to_date_with_what_is_asked_for_and_all_have_hashes(service: str) -> None:
    pins = ROOT / "requirements" / f"{service}.txt"
    assert asked_for(pins.with_suffix(".in")) <= names(pins)
    blocks = re.split(r"^(?=[a-z0-9-]+==)", pins.read_text(), flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)
    assert not FORBIDDEN.search(pins.read_text())


def test_nothing_but_source_and_pins_reaches_the_builder() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert {rule for rule in rules if rule.startswith("!")} == {
        "!shared",
        "!services",
        "!requirements",
    }
