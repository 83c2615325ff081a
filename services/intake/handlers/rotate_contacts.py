"""Sealing everything anew under the current key, so that an old key can be thrown away."""

from dataclasses import dataclass

from services.intake.handlers.ports import Sealed, SealedTexts, Sealer, Unreadable

BATCH = 500


@dataclass(frozen=True, slots=True)
class Rotation:
    """What came of it, for one table."""

    purpose: str
    sealed_anew: int = 0
    unreadable: tuple[str, ...] = ()
    """Why each text that could not be opened could not be; these stay as they are."""


async def rotate_contacts(texts: SealedTexts, sealer: Sealer, current_key_id: str) -> Rotation:
    """Open what another key sealed and seal it with the current one, a batch a transaction.

    Repeatable, also beside a running service: a row that changed meanwhile is left alone, and a
    run that was broken off is continued by the next.
    """
    done, unreadable, after = 0, [], ""
    while batch := await texts.not_under(current_key_id, after, BATCH):
        after = batch[-1][0]
        changes: list[tuple[str, Sealed, Sealed]] = []
        for number, old in batch:
            try:
                text = sealer.open(texts.purpose, number, old)
            except Unreadable as error:
                unreadable.append(str(error))
            else:
                changes.append((number, old, sealer.seal(texts.purpose, number, text)))
        done += await texts.replace(changes)
    return Rotation(texts.purpose, done, tuple(unreadable))
