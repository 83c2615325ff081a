"""PostgreSQL refuses root; both ways around it, in folders closed to everybody else."""

import os
import pwd
import subprocess
from pathlib import Path

import pytest

from local.postgres import binaries
from local.unprivileged import NOBODY, as_user, launcher, under_another_number

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")

INITDB = binaries() / "initdb"


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    home = tmp_path / "closed" / "postgres"
    home.mkdir(parents=True)
    home.chmod(0o700)
    home.parent.chmod(0o700)
    return home


@pytest.mark.parametrize("way", [under_another_number(), as_user(NOBODY)], ids=["number", "user"])
def test_each_way_makes_a_cluster_in_a_closed_folder(closed: Path, way: tuple[str, ...]) -> None:
    if way[0] == "setpriv":
        os.chown(closed, NOBODY, NOBODY)
    command = [*way, INITDB, "-D", closed / "data", "-U", "postgres", "-A", "trust", "--no-sync"]
    made = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert made.returncode == 0, made.stderr
    assert (closed / "data" / "PG_VERSION").exists()


def test_roots_own_folder_needs_nobody_else(closed: Path) -> None:
    assert launcher(INITDB, closed)[0] == "unshare"
    assert closed.stat().st_uid == 0


def test_in_somebody_elses_folder_it_runs_as_that_person(closed: Path) -> None:
    somebody = next(entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid)
    os.chown(closed.parent, somebody, somebody)
    assert f"--reuid={somebody}" in launcher(INITDB, closed)
    assert closed.stat().st_uid == somebody


def test_a_cluster_stays_with_its_owner(closed: Path) -> None:
    os.chown(closed, NOBODY, NOBODY)
    assert f"--reuid={NOBODY}" in launcher(INITDB, closed)
