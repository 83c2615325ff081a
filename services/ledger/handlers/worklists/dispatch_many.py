"""Dispatching several tasks in one go: each is an act of its own, done or not done, never half."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from services.ledger.handlers.acting import Act

MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """A task that was ticked, at the version that was seen."""

    number: str
    version: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of each, in the order ticked; `refused` says why not."""

    done: Sequence[str]
    refused: Sequence[tuple[str, Exception]]


async def dispatch_many(
    chosen: Sequence[Chosen],
    act_on: Callable[[Chosen], Act],
    dispatch: Callable[[Act], Awaitable[object]],
    expected: tuple[type[Exception], ...],
) -> Answer:
    """Dispatch one after the other; what is refused for an expected reason keeps nobody else back.

    Raises what is not expected: the tasks before it are dispatched then, and say so when looked at.
    Repeatable: those that went have another version and are refused as changed meanwhile.
    """
    done: list[str] = []
    refused: list[tuple[str, Exception]] = []
    for each in {one.number: one for one in chosen}.values():
        try:
            await dispatch(act_on(each))
            done.append(each.number)
        except expected as error:
            refused.append((each.number, error))
    return Answer(done, refused)
