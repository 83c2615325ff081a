"""`python -m shared.events`: photograph the schemas and write docs/events.md."""

import sys
from pathlib import Path

from shared.events import photographs
from shared.events.catalogue import EVENTS
from shared.events.manual import manual


def main() -> int:
    """Write what changed and say it. Returns 1 when an event changed in a way that breaks readers."""
    try:
        changed = [event.TYPE for event in EVENTS if photographs.write(event)]
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    docs = Path("docs/events.md")
    docs.parent.mkdir(exist_ok=True)
    docs.write_text(manual())
    sys.stdout.write("\n".join(f"photographed {name}" for name in changed) or "nothing changed")
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
