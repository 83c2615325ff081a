"""What the deployment says, read from its files; nothing here needs Docker."""

from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def compose() -> dict[str, Any]:
    """docker-compose.yml with its merges resolved."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return found


@pytest.fixture(scope="session")
def parts(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Everything that runs, by name."""
    found: dict[str, dict[str, Any]] = compose["services"]
    return found


@pytest.fixture(scope="session")
def servers(parts: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What keeps running, in contrast to jobs."""
    return {name: part for name, part in parts.items() if part["restart"] != "no"}
