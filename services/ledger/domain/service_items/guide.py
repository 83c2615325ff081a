"""What a guide says a citizen needs: steps, materials, days, fees, trips, each with what it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class DayUnit(StrEnum):
    """How days are counted."""

    WORKING = "working"
    CALENDAR = "calendar"


class OnlineDepth(StrEnum):
    """How far one gets without coming, from reading to everything."""

    INFORMATION = "information"
    APPLICATION = "application"
    PRE_REVIEW = "pre_review"
    WHOLE = "whole"


class MaterialSource(StrEnum):
    """Where a material comes from."""

    APPLICANT = "applicant"
    OFFICE = "office"
    SHARED_DATA = "shared_data"
    E_LICENCE = "e_licence"
    THIRD_PARTY = "third_party"


class MaterialKind(StrEnum):
    """What is handed over."""

    ORIGINAL = "original"
    COPY = "copy"
    FORM = "form"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True)
class Days:
    """A limit; 0 is on the spot."""

    amount: int
    unit: DayUnit = DayUnit.WORKING


class Element(Protocol):
    """Part of a guide that stays itself from version to version, whatever its words become."""

    @property
    def key(self) -> str: ...
    @property
    def name_zh(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def basis(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Step:
    """Something the person goes through. `basis` is the provision it rests on, "" for none."""

    key: str
    name_zh: str
    name_en: str = ""
    basis: str = ""
    asks_for: tuple[str, ...] = ()
    """Names of the materials that are looked at here, as the window asks for them."""


@dataclass(frozen=True, slots=True)
class Material:
    """Something to bring. `basis` is the provision it rests on, "" for none."""

    key: str
    name_zh: str
    name_en: str = ""
    basis: str = ""
    source: MaterialSource = MaterialSource.APPLICANT
    kind: MaterialKind = MaterialKind.ORIGINAL
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Fee:
    """Something to pay. `basis` is the law or administrative regulation, "" for none."""

    key: str
    name_zh: str
    name_en: str = ""
    basis: str = ""
    fen: int = 0
    """Hundredths of a yuan; 0 where it is waived."""


@dataclass(frozen=True, slots=True)
class Guide:
    """All that a snapshot fixes. None where nothing is known yet; lists are in the order of the way."""

    steps: tuple[Step, ...] = ()
    materials: tuple[Material, ...] = ()
    fees: tuple[Fee, ...] = ()
    legal: Days | None = None
    legal_basis: str = ""
    promised: Days | None = None
    trips: int | None = None
    online_depth: OnlineDepth | None = None
    basis: str = ""
    """What the item itself rests on."""
    who_zh: str = ""
    who_en: str = ""
    where_zh: str = ""
    where_en: str = ""

    @property
    def fen(self) -> int:
        """All fees together."""
        return sum(fee.fen for fee in self.fees)

    @property
    def on_the_spot(self) -> bool:
        """Whether one leaves with the result."""
        return self.promised is not None and self.promised.amount == 0


NO_GUIDE = Guide()
"""What was before the first snapshot."""


def keys_of(elements: Iterable[Element]) -> set[str]:
    """The keys in use."""
    return {element.key for element in elements}


def names_of(elements: Sequence[Element]) -> set[str]:
    """Every name in either language, in small letters."""
    return {name.casefold() for each in elements for name in (each.name_zh, each.name_en) if name}
