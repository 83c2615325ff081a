"""What the forms of administering offer to choose from."""

from collections.abc import Sequence

from services.ledger.domain.administration.rights import A_HEAD_GIVES
from services.ledger.domain.organisation import Organisation
from services.ledger.entrypoints.desk import Visit
from shared.language import Text
from shared.web.roles import ROLE_TITLES

Options = Sequence[tuple[str, Text]]


def choices(seen: Visit) -> dict[str, Options]:
    """By field; only what is active. A head of a unit is offered the own unit and its roles."""
    organisation = seen.organisation
    centre = seen.actor.has("dispatcher")
    units = [
        (unit.code, Text(unit.name_zh, unit.name_en))
        for unit in organisation.units
        if unit.active and (centre or unit.code == seen.actor.unit_code)
    ]
    return {
        "units": units,
        "roles": [
            (role.value, title)
            for role, title in ROLE_TITLES.items()
            if centre or role.value in A_HEAD_GIVES
        ],
        "categories": [
            (each.code, Text(each.name_zh, each.name_en))
            for each in organisation.categories
            if each.active
        ],
        "districts": [
            (each.code, Text(each.name_zh, each.name_en)) for each in organisation.districts
        ],
        "owners": owners(organisation),
        "languages": [("zh", Text("中文", "中文")), ("en", Text("English", "English"))],
    }


def owners(organisation: Organisation, besides: str = "") -> list[tuple[str, Text]]:
    """People who handle tasks, with their units; without one of them."""
    return [
        (
            person.staff_id,
            Text(f"{person.name}（{unit.name_zh}）", f"{person.name}, {unit.name_en}"),
        )
        for unit in organisation.units
        for person in organisation.staff_of(unit.code)
        if {"owner", "unit_head"}.intersection(person.roles) and person.staff_id != besides
    ]
