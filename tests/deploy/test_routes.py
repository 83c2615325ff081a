"""Caddy sends every address to the service that answers it, and keeps the inside inside."""

import importlib
import inspect
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from starlette.applications import Starlette

from shared.provision import SERVICES
from shared.provision.nats_config import NatsAddress
from shared.provision.postgres import DatabaseAddress
from shared.provision.secrets import ensure_secrets
from tests.deploy.conftest import ROOT

ROUTES = (ROOT / "deploy/caddy/routes").read_text()
MATCHERS: dict[str, str] = dict(re.findall(r"^\t@(\w+) path (.+)$", ROUTES, re.MULTILINE))
"""Name of the matcher, and its patterns; the first that fits wins."""
EVERYBODY_S = re.compile(r"/(livez|readyz|metrics|static/.*|(openapi|asyncapi)\.json)")


def answered_by(path: str) -> str:
    """The service Caddy asks, or `inside` for what it refuses."""
    for name, patterns in MATCHERS.items():
        if any(fnmatchcase(path, pattern) for pattern in patterns.split()):
            return name
    return "intake"


def addresses(app: Starlette) -> Iterator[str]:
    """An example of each address that the service alone answers."""
    for route in app.routes:
        example = re.sub(r"\{[^}]*\}", "x", str(getattr(route, "path", "")))
        if not EVERYBODY_S.fullmatch(example):
            yield example


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """Every service's secrets, as the first start makes them."""
    ensure_secrets(tmp_path, DatabaseAddress("127.0.0.1", 5432), NatsAddress())
    return tmp_path


@pytest.mark.parametrize("service", SERVICES)
def test_every_address_of_a_service_leads_to_it(
    service: str, secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIANGXIN_SECRETS_DIR", str(secrets / service))
    make_app = importlib.import_module(f"services.{service}.app").make_app
    settings_class = next(iter(inspect.signature(make_app).parameters.values())).annotation
    own = list(addresses(make_app(settings_class.load())))
    assert {path: answered_by(path) for path in own} == dict.fromkeys(own, service)


@pytest.mark.parametrize("path", ["/readyz", "/metrics"])
def test_what_operators_ask_is_not_answered_to_the_public(path: str) -> None:
    assert answered_by(path) == "inside"
    assert re.search(r"handle @inside \{\s*respond 404", ROUTES)


def test_a_service_that_runs_several_times_is_asked_for_by_name() -> None:
    for service in SERVICES:
        assert re.search(rf"name {service}\n\t+port 8000\n\t+refresh 2s", ROUTES)
