"""Running a program as somebody who is not root, because PostgreSQL refuses root.

A normal user runs it as is. For root there are two ways, tried in turn: a user namespace in which
root goes by another number, which works wherever root owns the folders; and another user who may
pass folders closed to him.
"""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from local.words import CannotGoOn
from shared.language import Text

NOBODY = 65534


def under_another_number() -> tuple[str, ...]:
    """Root in a namespace where it is called something else; initdb wants the name to exist."""
    number = min((entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid), default=NOBODY)
    return ("unshare", "--user", f"--map-user={number}", f"--map-group={number}", "--")


def launcher(program: Path, data: Path) -> tuple[str, ...]:
    """What to put before a command so that `program` runs and owns the folder `data`.

    Empty for a normal user. May hand an existing `data` over to another user.

    Raises:
        CannotGoOn: we are root, and this machine offers no way to be less.
    """
    if os.geteuid() != 0:
        return ()
    owner = data.stat().st_uid
    ways = [(0, under_another_number())] if owner == 0 else []
    other = owner or _with_a_name(data.parent.stat().st_uid)
    ways.append((other, as_user(other)))
    for user, way in ways:
        if shutil.which(way[0]) and _runs(way, str(program), "--version") and _enters(way, data):
            _hand_over(data, user)
            return way
    raise CannotGoOn(
        Text(
            "PostgreSQL 不能以 root 运行，这里也无法换成别的用户。请以普通用户运行 jiangxin。",
            "PostgreSQL does not run as root, and here root cannot become anybody else. "
            "Run jiangxin as an ordinary user.",
        )
    )


def _with_a_name(user: int) -> int:
    """The user, or nobody instead of root and of numbers without a name: initdb refuses those."""
    named = {entry.pw_uid for entry in pwd.getpwall()}
    return user if user and user in named else NOBODY


def as_user(user: int) -> tuple[str, ...]:
    """Another user with one right of root's: to pass folders that are closed to him.

    PostgreSQL looks for itself with access(2), which counts capabilities only under
    no_setuid_fixup.
    """
    only = "-all,+dac_override"
    return (
        "setpriv",
        f"--reuid={user}",
        f"--regid={user}",
        "--clear-groups",
        f"--inh-caps={only}",
        f"--ambient-caps={only}",
        f"--bounding-set={only}",
        "--securebits=+no_setuid_fixup",
        "--",
    )


def _runs(way: tuple[str, ...], *command: str) -> bool:
    tried = subprocess.run([*way, *command], capture_output=True, check=False, cwd="/")
    return tried.returncode == 0


def _enters(way: tuple[str, ...], folder: Path) -> bool:
    return _runs(way, "test", "-w", str(folder))


def _hand_over(folder: Path, user: int) -> None:
    if folder.stat().st_uid == user:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, user, follow_symlinks=False)
