"""How far an import has come, so that one that was killed goes on where it was.

Only saves time: what is sent twice becomes no second complaint.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class Progress:
    """Rows that are settled without a gap from the first one, and what became of them."""

    rows: int = 0
    line: int = 0
    """Of the last one."""
    accepted: int = 0
    known: int = 0
    rejected: int = 0


@dataclass
class Journal:
    """One file for one import: this content, with these columns, through this channel."""

    file: Path
    progress: Progress = field(default_factory=Progress)

    @classmethod
    def open(cls, folder: Path, source: Path, details: object) -> "Journal":
        """What an interrupted run of the same import left, or a fresh one."""
        folder.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256")
        digest.update(json.dumps(details, sort_keys=True).encode())
        file = folder / f"{digest.hexdigest()[:32]}.progress"
        try:
            return cls(file, Progress(**json.loads(file.read_text())))
        except (FileNotFoundError, ValueError, TypeError):
            return cls(file)

    def save(self) -> None:
        draft = self.file.with_suffix(".draft")
        draft.write_text(json.dumps(asdict(self.progress)))
        draft.replace(self.file)

    def finish(self) -> None:
        """The next run begins at the first row, and finds out from intake what is known."""
        self.file.unlink(missing_ok=True)
