"""What units, people, categories and districts are called, for templates."""

from services.ledger.domain.organisation import Organisation
from shared.language import Text

NOBODY = Text("", "")


class Names:
    """Each takes a code or None; a code that is unknown is its own name, None has an empty one."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._districts = {district.code: district for district in organisation.districts}

    def unit(self, code: str | None) -> Text:
        """A unit's name."""
        found = self._organisation.unit_by_code.get(code or "")
        return Text(found.name_zh, found.name_en) if found else _as_it_is(code)

    def person(self, staff_id: str | None) -> Text:
        """A member of staff's name, the same in both languages."""
        found = self._organisation.staff_by_id.get(staff_id or "")
        return _as_it_is(found.name if found else staff_id)

    def unit_of(self, staff_id: str | None) -> Text:
        """The name of the unit somebody works in; empty for the city as a whole."""
        found = self._organisation.staff_by_id.get(staff_id or "")
        return self.unit(found.unit_code if found else None)

    def category(self, code: str | None) -> Text:
        """A category's name."""
        found = self._organisation.category_by_code.get(code or "")
        return Text(found.name_zh, found.name_en) if found else _as_it_is(code)

    def district(self, code: str | None) -> Text:
        """A district's name."""
        found = self._districts.get(code or "")
        return Text(found.name_zh, found.name_en) if found else _as_it_is(code)


def _as_it_is(name: str | None) -> Text:
    return Text(name, name) if name else NOBODY
