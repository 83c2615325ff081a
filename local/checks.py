"""What must hold: receipts = tasks = facts, nothing unpublished, nothing put aside."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Check:
    """One thing that must hold. `offending` is empty exactly when it does."""

    code: str
    zh: str
    en: str
    count: int
    offending: tuple[str, ...]
    cured_by_time: bool = False
    """Whether what offends may be on its way only, while consumers still read."""

    @property
    def holds(self) -> bool:
        return not self.offending

    def still(self, earlier: "Check") -> "Check":
        """This look, with only those offending that offended in the earlier one."""
        both = set(self.offending) & set(earlier.offending)
        return replace(self, offending=tuple(sorted(both)))


def missing(wanted: list[str], found: list[str]) -> tuple[str, ...]:
    """What is wanted and not there, sorted.

    >>> missing(["a", "b"], ["b"])
    ('a',)
    """
    return tuple(sorted(set(wanted) - set(found)))


def twice(numbers: Iterable[str]) -> tuple[str, ...]:
    """What occurs more than once, sorted.

    >>> twice(["a", "b", "a"])
    ('a',)
    """
    return tuple(sorted(number for number, count in Counter(numbers).items() if count > 1))


def story(
    receipts: list[str], tasks: list[str], received: list[str], registered: list[str]
) -> list[Check]:
    return [
        *_receipts_and_tasks(receipts, tasks),
        *_facts(receipts, tasks, received, registered),
        Check(
            "no-number-twice",
            "没有重复的编号",
            "no number twice",
            len(receipts),
            tuple(sorted({*twice(receipts), *twice(tasks), *twice(received)})),
        ),
    ]


def _receipts_and_tasks(receipts: list[str], tasks: list[str]) -> list[Check]:
    return [
        Check(
            "receipts-have-tasks",
            "每张回执都有任务",
            "every receipt has a task",
            len(receipts),
            missing(receipts, tasks),
            cured_by_time=True,
        ),
        Check(
            "tasks-have-receipts",
            "每条任务都有回执",
            "every task has a receipt",
            len(tasks),
            missing(tasks, receipts),
        ),
    ]


def _facts(
    receipts: list[str], tasks: list[str], received: list[str], registered: list[str]
) -> list[Check]:
    facts = [*received, *registered]
    return [
        Check(
            "receipts-are-counted",
            "每张回执都计入数据",
            "every receipt is counted",
            len(received),
            missing(receipts, received),
            cured_by_time=True,
        ),
        Check(
            "tasks-are-counted",
            "每条任务都计入数据",
            "every task is counted",
            len(registered),
            missing(tasks, registered),
            cured_by_time=True,
        ),
        Check(
            "facts-have-receipts",
            "数据都有出处",
            "every fact has a receipt",
            len(set(facts)),
            missing(facts, [*receipts, *tasks]),
        ),
    ]


def nothing_left(service: str, waiting: list[str], parked: list[str]) -> list[Check]:
    return [
        Check(
            f"{service}-outbox-drained",
            f"{service} 的消息都已发出",
            f"{service} has published everything",
            len(waiting),
            tuple(waiting),
            cured_by_time=True,
        ),
        Check(
            f"{service}-nothing-parked",
            f"{service} 没有搁置的消息",
            f"{service} has put nothing aside",
            len(parked),
            tuple(parked),
        ),
    ]
