"""Somebody leaves: sign-in is closed at once, and one act hands over everything they had open."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from services.ledger.domain.administration.editing import NoSuchEntry, leaving
from services.ledger.domain.administration.handover import WITHOUT_OWNER, heads_of
from services.ledger.domain.administration.rights import Forbidden, Reason, administers
from services.ledger.domain.organisation import Organisation, Staff
from services.ledger.domain.organisation_faults import Fault
from services.ledger.domain.task import State
from services.ledger.handlers.administration.change_organisation import (
    ChangeOrganisation,
    Faulty,
    Ordered,
)
from services.ledger.handlers.administration.hand_over import HandOver
from services.ledger.handlers.administration.ports import Administration, Departure, HandoverBook
from shared.clock import Clock

Held = Mapping[tuple[str | None, State], int]


@dataclass(frozen=True, slots=True)
class Preview:
    """What leaving would hand over: open tasks by unit and state, the rules that name the person."""

    person: Staff
    held: Held
    rules: tuple[str, ...]
    departure: Departure | None
    """The last one, where the person has left already."""

    @property
    def total(self) -> int:
        """How many open tasks."""
        return sum(self.held.values())

    @property
    def by_state(self) -> Mapping[State, int]:
        """Open tasks by state."""
        counted: Counter[State] = Counter()
        for (_, state), tasks in self.held.items():
            counted[state] += tasks
        return counted


@dataclass(frozen=True, slots=True)
class Left:
    """The person is away. `handed` is how many tasks this act handed over."""

    organisation: Organisation
    handed: int


class Leave:
    """What leaving takes: the change of the organisation, then the handover in bounded batches."""

    def __init__(
        self,
        administration: Administration,
        book: HandoverBook,
        change: ChangeOrganisation,
        hand_over: HandOver,
        clock: Clock,
    ) -> None:
        self._administration, self._book, self._change = administration, book, change
        self._hand_over, self._clock = hand_over, clock

    async def preview(self, organisation: Organisation, staff_id: str) -> Preview:
        """What there is to hand over. Raises `NoSuchEntry`."""
        person = organisation.staff_by_id.get(staff_id)
        if person is None:
            raise NoSuchEntry(staff_id)
        named = tuple(rule.code for rule in organisation.rules if rule.owner_id == staff_id)
        held = await self._book.open_tasks(staff_id)
        return Preview(person, held, named, await self._book.departure(staff_id))

    async def __call__(self, order: Ordered, staff_id: str, successor_id: str | None) -> Left:
        """Let them go and hand over.

        Publishes: StaffListed, RoutingRuleListed, TaskHandedOver.
        Repeatable: the same again goes on where an interruption left it.
        Raises: ChangedBefore, Faulty, Forbidden, NoSuchEntry.
        """
        held = await self._book.open_tasks(staff_id)
        departure = Departure(
            staff_id, successor_id, order.actor.staff_id, self._clock.now(), order.note
        )
        async with self._administration.work() as work:
            new = await self._change.within(work, order, leaving(staff_id, successor_id))
            if not administers(order.actor, new.staff_by_id[staff_id]):
                raise Forbidden(Reason.OTHER_UNIT)
            faults = _faults(new, staff_id, successor_id, held)
            if faults:
                raise Faulty(faults, new)
            await work.depart(departure)
        return Left(new, await self._hand_over(departure))


def _faults(
    organisation: Organisation, staff_id: str, successor_id: str | None, held: Held
) -> list[Fault]:
    """The successor must be able to take over, and so must every unit whose tasks go by turns."""
    faults: list[Fault] = []
    successor = organisation.staff_by_id.get(successor_id or "")
    if successor_id is not None and (
        successor is None or not successor.active or successor_id == staff_id
    ):
        zh, en = "接手的人要在岗，不能是本人", "the successor must be at work, and somebody else"
        faults.append(Fault("successor", zh, en))
    elif successor is not None and not {"owner", "unit_head"} & set(successor.roles):
        faults.append(
            Fault(
                "successor",
                f"{successor.name}不办任务，请另选一位责任人或单位负责人",
                f"{successor.name} handles no tasks; choose an owner or a head of the unit",
            )
        )
    for code in sorted({unit for (unit, state), n in held.items() if unit and n}):
        theirs = successor is not None and successor.unit_code == code
        must = any(unit == code and state not in WITHOUT_OWNER for unit, state in held)
        nobody = not organisation.turns.get(code) and not heads_of(organisation, code)
        if must and nobody and not theirs:
            unit = organisation.unit_by_code.get(code)
            zh, en = (unit.name_zh, unit.name_en) if unit else (code, code)
            faults.append(
                Fault(
                    "successor",
                    f"{zh}没有别人能接手，请先给它安排责任人或负责人",
                    f"nobody else in {en} can take over; name an owner or a head there first",
                )
            )
    return faults
