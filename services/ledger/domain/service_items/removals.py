"""Why an element of a guide went away: each removal has a reason and what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.ledger.domain.service_items.difference import Difference


class RemovalReason(StrEnum):
    """Why an element is needed no more."""

    NO_LEGAL_BASIS = "no_legal_basis"
    SHARED_DATA = "shared_data"
    E_LICENCE = "e_licence"
    DECLARATION = "declaration"
    MERGED = "merged"
    FEE_ABOLISHED = "fee_abolished"
    LAW_CHANGED = "law_changed"


@dataclass(frozen=True, slots=True)
class Removal:
    """One removed element, why, and by which document. `element` is step, material or fee."""

    element: str
    key: str
    name_zh: str
    name_en: str
    reason: RemovalReason
    basis: str


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says of one removal; either may be missing."""

    reason: RemovalReason | None = None
    basis: str = ""


def removals_of(found: Difference, given: Mapping[str, Given]) -> list[Removal]:
    """The removals that are accounted for, in order; `given` is by key."""
    complete = []
    for element, each in found.removed:
        said = given.get(each.key, Given())
        if said.reason is not None and said.basis.strip():
            complete.append(
                Removal(
                    element, each.key, each.name_zh, each.name_en, said.reason, said.basis.strip()
                )
            )
    return complete


def unexplained(found: Difference, removals: Sequence[Removal]) -> list[str]:
    """Keys of removed elements that have no reason or no basis, in order."""
    explained = {removal.key for removal in removals}
    return [each.key for _, each in found.removed if each.key not in explained]
