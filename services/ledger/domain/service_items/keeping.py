"""Elements keep their keys: what has none is recognised by its name, and otherwise given a new one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from services.ledger.domain.service_items.guide import Fee, Guide, Material, Step

E = TypeVar("E", Step, Material, Fee)


def keyed(guide: Guide, known: Guide, new_key: Callable[[], str]) -> Guide:
    """The guide with a key for each element; `known` is the one it follows."""
    return replace(
        guide,
        steps=_keyed(guide.steps, known.steps, new_key),
        materials=_keyed(guide.materials, known.materials, new_key),
        fees=_keyed(guide.fees, known.fees, new_key),
    )


def _keyed(elements: Sequence[E], known: Sequence[E], new_key: Callable[[], str]) -> tuple[E, ...]:
    used = {each.key for each in elements if each.key}
    free = {each.name_zh: each.key for each in reversed(known) if each.key not in used}
    kept = []
    for each in elements:
        key = each.key or free.pop(each.name_zh, "") or new_key()
        kept.append(replace(each, key=key))
    return tuple(kept)
