"""Files that only their owner may read: kept once made, or rewritten when derived from others."""

import os
from collections.abc import Callable
from pathlib import Path

PRIVATE = 0o600


def keep(path: Path, make: Callable[[], str]) -> str:
    """What the file holds, made now if there is no such file.

    Repeatable: what exists is never replaced, also not by a second process at the same moment.
    """
    while not path.exists():
        draft = _draft(path, make())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            continue
        finally:
            draft.unlink()
    return path.read_text(encoding="utf-8").strip()


def write_derived(path: Path, content: str) -> bool:
    """Puts `content` in place in one step; False if it was there already."""
    if path.exists() and path.read_text(encoding="utf-8") == content:
        return False
    _draft(path, content).replace(path)
    return True


def _draft(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "w") as file:
        file.write(content)
    return draft
