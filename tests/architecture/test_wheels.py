"""Each member builds a wheel of its own that carries its templates and migrations and no neighbour."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"


@pytest.mark.parametrize("service", ["intake", "ledger", "notifier", "metrics"])
def test_a_service_s_wheel_is_complete_and_its_own(service: str, tmp_path: Path) -> None:
    home = ROOT / "services" / service
    subprocess.run(
        [sys.executable, "-c", BUILD, tmp_path], cwd=home, check=True, capture_output=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    prefix = f"services/{service}/"
    assert all(name.startswith((prefix, "jiangxin_")) for name in names)
    assert any(name.startswith(f"{prefix}templates/") for name in names)
    assert f"{prefix}migrations/env.py" in names


def test_the_shared_wheel_carries_schemas_templates_and_style(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", BUILD, tmp_path],
        cwd=ROOT / "shared",
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "shared/events/schemas/ledger.task.dispatched.v1.json" in names
    assert "shared/web/templates/base.html" in names
    assert "shared/web/static/style.css" in names
