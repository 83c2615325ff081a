"""What is known of a file, for the page and for programs."""

from collections.abc import Iterable

from services.ledger.domain.evidence.attaching import Evidence
from services.ledger.domain.evidence.kinds import BY_MEDIA_TYPE
from services.ledger.domain.organisation import Organisation
from services.ledger.entrypoints.evidence.words import SHOWS, size_words

Shown = dict[str, object]


def as_data(each: Evidence, organisation: Organisation) -> Shown:
    """As the API has it; `href` is where its bytes are."""
    person = organisation.staff_by_id.get(each.added_by)
    return {
        "evidence_id": str(each.evidence_id),
        "name": each.name,
        "media_type": each.media_type,
        "size": each.size,
        "sha256": each.digest,
        "shows": each.shows.value,
        "caption": each.caption,
        "added_by": each.added_by,
        "added_by_name": person.name if person else None,
        "added_at": each.added_at.isoformat(),
        "href": f"/api/v1/tasks/{each.task_number}/evidence/{each.evidence_id}",
    }


def for_page(files: Iterable[Evidence], organisation: Organisation) -> list[Shown]:
    """For `evidence/panel.html`: with words, addresses, and a picture where browsers can show one."""
    shown = []
    for each in files:
        href = f"/desk/tasks/{each.task_number}/evidence/{each.evidence_id}"
        picture = BY_MEDIA_TYPE[each.media_type].shown
        shown.append(
            as_data(each, organisation)
            | {
                "href": href,
                "picture": f"{href}/picture" if picture else None,
                "words": SHOWS[each.shows],
                "size": size_words(each.size),
                "added_at": each.added_at,
                "suffix": each.name.rpartition(".")[2].upper(),
                "kept_from_units": each.kept_from_units,
            }
        )
    return shown
