"""Events that ledger publishes of what closed problems have become 服务清单."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from shared.events.envelope import Code, Event, Number


class MeasureEvent(Event):
    """What every event of a service measure says; its words stay in the ledger."""

    measure: int = Field(ge=1, description="its number in the list of services")
    unit_code: Code

    def aggregate_id(self) -> str:
        """`service-measure-` and its number."""
        return f"service-measure-{self.measure}"

    def unit_token(self) -> str:
        """The unit that offers it."""
        return self.unit_code


class MeasurePromoted(MeasureEvent):
    """Closed problems have become a standing service. Read by metrics."""

    TYPE: ClassVar[str] = "ledger.service_measure.promoted.v1"

    since: date
    source_tasks: tuple[Number, ...] = Field(description="the problems it answers")
    service_item_code: Code | None = None


class MeasureUsed(MeasureEvent):
    """People were served by it. Read by metrics."""

    TYPE: ClassVar[str] = "ledger.service_measure.used.v1"

    used_on: date
    times: int = Field(ge=1)


class MeasureAnswersTask(MeasureEvent):
    """It answers one more problem. Nobody reads it yet."""

    TYPE: ClassVar[str] = "ledger.service_measure.answers_task.v1"

    task_number: Number


class MeasureWithdrawn(MeasureEvent):
    """It is offered no more. Read by metrics."""

    TYPE: ClassVar[str] = "ledger.service_measure.withdrawn.v1"

    withdrawn_on: date
