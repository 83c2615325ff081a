"""Changing the organisation: one edit in one transaction, checked as a whole, told and logged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.ledger.domain.actor import Actor
from services.ledger.domain.administration.changes import Section, changes_between
from services.ledger.domain.administration.editing import Edit
from services.ledger.domain.administration.rights import check_rights
from services.ledger.domain.administration.standing_faults import new_faults
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.organisation_faults import Fault
from services.ledger.handlers.administration.organisation_events import events_of
from services.ledger.handlers.administration.ports import (
    Administration,
    AdministrationWork,
    LoggedChange,
)
from shared.clock import Clock
from shared.events.envelope import wrap


@dataclass(frozen=True, slots=True)
class Ordered:
    """Who asks for a change, having seen which version, through what."""

    actor: Actor
    expected_version: int
    through: str
    correlation_id: str = ""
    note: str = ""


class Faulty(Exception):
    """The organisation would not be sound; nothing was changed. `new` is what it would have been."""

    def __init__(self, faults: Sequence[Fault], new: Organisation) -> None:
        super().__init__("; ".join(fault.en for fault in faults))
        self.faults, self.new = tuple(faults), new


class ChangedBefore(Exception):
    """Somebody changed the organisation since the actor looked; `changes` say who and what."""

    def __init__(self, version: int, changes: Sequence[LoggedChange]) -> None:
        super().__init__(f"the organisation is at version {version}")
        self.version, self.changes = version, tuple(changes)


class ChangeOrganisation:
    """Publishes UnitListed, StaffListed, CategoryListed, DistrictListed, RoutingRuleListed."""

    def __init__(self, administration: Administration, clock: Clock) -> None:
        self._administration, self._clock = administration, clock

    async def __call__(self, order: Ordered, edit: Edit) -> Organisation:
        """The organisation as it is then; an edit that changes nothing keeps its version.

        Raises: ChangedBefore, Faulty, Forbidden, NoSuchEntry.
        """
        async with self._administration.work() as work:
            return await self.within(work, order, edit)

    async def within(self, work: AdministrationWork, order: Ordered, edit: Edit) -> Organisation:
        """The same in a transaction that does more."""
        now = self._clock.now()
        await work.lock(now)
        old = await work.read()
        if old.version != order.expected_version:
            raise ChangedBefore(old.version, await work.changes_after(order.expected_version))
        new = replace(edit(old), version=old.version + 1)
        changes = changes_between(old, new)
        check_rights(order.actor, old, new, changes)
        faults = [*new_faults(old, new), *await _busy_units(work, old, new)]
        if faults:
            raise Faulty(faults, new)
        if not changes:
            return old
        await work.write(new, now)
        actor = order.actor.staff_id
        await work.log(changes, new.version, now, actor, order.through, order.note)
        await work.publish(
            [
                wrap(
                    event,
                    source="ledger",
                    time=now,
                    version=new.version,
                    correlation_id=order.correlation_id,
                )
                for event in events_of(old, new)
            ]
        )
        return new


async def _busy_units(
    work: AdministrationWork, old: Organisation, new: Organisation
) -> list[Fault]:
    """A unit is retired when nothing waits for it any more."""
    faults: list[Fault] = []
    for index, unit in enumerate(new.units):
        was = old.unit_by_code.get(unit.code)
        waiting = (
            await work.open_tasks_of_unit(unit.code) if was and was.active > unit.active else 0
        )
        if waiting:
            faults.append(
                Fault(
                    f"{Section.UNITS}[{index}].active",
                    f"{unit.name_zh}还有 {waiting} 件在办任务，办完或改派以后才能停用",
                    f"{unit.name_en} has {waiting} open tasks; it is retired when they are done or"
                    " sent elsewhere",
                )
            )
    return faults
