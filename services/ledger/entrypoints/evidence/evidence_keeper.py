"""The loop that clears away files no task has, as long as the service runs; every replica has one."""

from services.ledger.handlers.evidence.ports import StoreAway
from services.ledger.handlers.evidence.sweep_evidence import SweepEvidence
from shared.logs import get_logger
from shared.looking import Looker

log = get_logger(__name__)


class EvidenceKeeper(Looker):
    """A store that is away is looked at again the next time."""

    name = "sweep_evidence"

    def __init__(self, sweep: SweepEvidence, look_seconds: float) -> None:
        super().__init__(look_seconds)
        self._sweep = sweep

    async def look(self) -> None:
        """Sweep, and say how much there was."""
        try:
            if removed := await self._sweep():
                log.info("evidence_swept", files=removed)
        except StoreAway as error:
            log.warning("evidence_store_away", reason=str(error))
