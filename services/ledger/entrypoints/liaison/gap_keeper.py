"""The loop that tells of contacts that were not made, as long as the service runs; every replica has one."""

from services.ledger.handlers.liaison.tell_gaps import TellGaps
from shared.looking import Looker


class GapKeeper(Looker):
    """What one replica leaves undone the next look of any of them does."""

    name = "tell_gaps"

    def __init__(self, tell: TellGaps, look_seconds: float) -> None:
        super().__init__(look_seconds)
        self._tell = tell

    async def look(self) -> None:
        """Tell of what is overdue."""
        await self._tell()
