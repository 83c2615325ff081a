"""One town for all journeys; each journey looks for its own complaints in it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.probing import free_base_port
from tests.journeys.town import Town


@pytest.fixture(scope="session")
def town() -> Iterator[Town]:
    """Everything running, with the sample organisation and without sample complaints."""
    with tempfile.TemporaryDirectory(prefix="jiangxin-town-") as folder:
        town = Town(Path(folder) / "state", free_base_port())
        try:
            town.up("--no-samples")
            yield town
        finally:
            town.down()
