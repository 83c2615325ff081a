"""Events about service items: how a guide became shorter or longer, why, and which tasks caused it."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from shared.events.envelope import UNASSIGNED, Code, Event, Moment, Number


class RemovedElement(BaseModel):
    """A step, material or fee that is needed no more, with why and by which document."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    element: Code = Field(description="step, material or fee")
    name_zh: str
    name_en: str = ""
    reason: Code = Field(
        description="no_legal_basis, shared_data, e_licence, declaration, merged, fee_abolished"
        " or law_changed"
    )
    basis: str


class ServiceItemRevised(Event):
    """A guide was published, and this is how it differs from the one before.

    In the first version of an item everything was added and `previous_version` is empty. Before minus
    after is the reduction; it is negative where a guide asks for more. Read by metrics, departments.
    """

    TYPE: ClassVar[str] = "ledger.item.revised.v1"
    PUBLIC: ClassVar[bool] = True

    item_code: Code
    unit_code: Code | None = None
    name_zh: str
    name_en: str = ""
    theme: str = ""
    version: int = Field(ge=1)
    previous_version: int | None = None
    published_at: Moment
    published_by: Code
    note: str = ""
    steps_before: int = Field(ge=0)
    steps_after: int = Field(ge=0)
    steps_added: tuple[str, ...] = Field(default=(), description="names, in Chinese")
    steps_changed: tuple[str, ...] = ()
    materials_before: int = Field(ge=0)
    materials_after: int = Field(ge=0)
    materials_added: tuple[str, ...] = ()
    materials_changed: tuple[str, ...] = ()
    fees_added: tuple[str, ...] = ()
    fees_changed: tuple[str, ...] = ()
    fen_before: int = Field(ge=0, description="all fees, in hundredths of a yuan")
    fen_after: int = Field(ge=0)
    legal_days_before: int | None = None
    legal_days_after: int | None = None
    legal_unit_before: Code | None = Field(default=None, description="working or calendar")
    legal_unit_after: Code | None = None
    promised_days_before: int | None = Field(default=None, description="0 is on the spot")
    promised_days_after: int | None = None
    promised_unit_before: Code | None = Field(default=None, description="working or calendar")
    promised_unit_after: Code | None = None
    trips_before: int | None = None
    trips_after: int | None = None
    online_depth_before: Code | None = Field(
        default=None, description="information, application, pre_review or whole"
    )
    online_depth_after: Code | None = None
    removed: tuple[RemovedElement, ...] = ()
    task_numbers: tuple[Number, ...] = Field(default=(), description="tasks that caused it, if any")

    def aggregate_id(self) -> str:
        """The item's code."""
        return self.item_code

    def unit_token(self) -> str:
        """The unit whose item it is, or `unassigned`."""
        return self.unit_code or UNASSIGNED
