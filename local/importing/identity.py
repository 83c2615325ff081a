"""The idempotency key of a row: the same words of the same person at the same time, wherever they stand."""

import hashlib
import json
from collections import Counter

from local.importing.shaping import Body

IDENTIFYING = (
    *("channel_reference", "title", "content", "received_at", "occurred_at"),
    *("name", "phone", "address", "email"),
)
"""How a row is classified may be corrected between two imports; what was said stays the same."""


class Keys:
    """Gives keys to the rows of one file, in their order."""

    def __init__(self) -> None:
        self._seen: Counter[bytes] = Counter()

    def key_of(self, body: Body) -> str:
        """The same for the same row in another run; identical rows of a file differ by their count."""
        said = [str(body.get(field, "")) for field in IDENTIFYING]
        digest = hashlib.blake2b(
            json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass"), digest_size=20
        ).digest()
        ordinal = self._seen[digest]
        self._seen[digest] += 1
        return f"import-{digest.hex()}-{ordinal}"
