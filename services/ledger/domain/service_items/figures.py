"""How much a guide asks of people, in five figures, and how far two guides are apart in them."""

from dataclasses import dataclass

from services.ledger.domain.service_items.guide import Days, Guide


@dataclass(frozen=True, slots=True)
class Burden:
    """What a guide asks. Days and trips None where the guide does not say."""

    steps: int
    materials: int
    fen: int
    promised: Days | None
    trips: int | None


@dataclass(frozen=True, slots=True)
class Apart:
    """One figure in two guides; `less` is the reduction, negative where it became more, None if unknown."""

    name: str
    before: int | None
    after: int | None

    @property
    def less(self) -> int | None:
        if self.before is None or self.after is None:
            return None
        return self.before - self.after


def burden(guide: Guide) -> Burden:
    """The figures of one guide."""
    return Burden(len(guide.steps), len(guide.materials), guide.fen, guide.promised, guide.trips)


def apart(before: Guide, after: Guide) -> list[Apart]:
    """Steps, materials, promised days, fees, trips. Days counted differently cannot be compared."""
    old, new = burden(before), burden(after)
    days = _comparable(old.promised, new.promised)
    return [
        Apart("steps", old.steps, new.steps),
        Apart("materials", old.materials, new.materials),
        Apart("promised", *days),
        Apart("fen", old.fen, new.fen),
        Apart("trips", old.trips, new.trips),
    ]


def _comparable(before: Days | None, after: Days | None) -> tuple[int | None, int | None]:
    """Amounts, where the unit is the same or an amount is 0, which is so in any unit."""
    if before and after and before.unit is not after.unit and before.amount and after.amount:
        return None, None
    return before.amount if before else None, after.amount if after else None
