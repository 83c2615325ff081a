"""What holds for every ledger beside the spine: words for each guard, a way there, both languages."""

import re
from enum import StrEnum

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.domain.beside.refusing import Guard
from services.ledger.domain.liaison.guards import LiaisonGuard
from services.ledger.domain.pain_points.guards import PainGuard
from services.ledger.domain.quick_fixes.guards import QuickFixGuard
from services.ledger.domain.service_measures.guards import MeasureGuard
from services.ledger.entrypoints.beside.area import Area
from services.ledger.entrypoints.beside.areas import AREAS
from tests.ledger.conftest import SignIn

PAGE = {"accept": "text/html"}
GUARDS: list[type[StrEnum]] = [QuickFixGuard, MeasureGuard, PainGuard, LiaisonGuard]


@pytest.mark.parametrize(("area", "own"), list(zip(AREAS, GUARDS, strict=True)))
def test_every_guard_has_words_in_both_languages_and_a_field(
    area: type[Area], own: type[StrEnum]
) -> None:
    assert {*own, *Guard} == set(area.guards)
    assert all(words.zh and words.en for words in area.guards.values())
    about_words = {each for each in own if not each.startswith(("actor_", "state_"))}
    assert about_words <= set(area.field_of)


@pytest.mark.parametrize("area", AREAS)
def test_every_act_has_a_form_and_words(area: type[Area]) -> None:
    assert {"enter", *area.bodies} == set(area.acts)


async def test_the_desk_leads_to_all_of_them(boards: AsyncEngine, sign_in: SignIn) -> None:
    officer = await sign_in("feng-yan")
    assert 'href="/desk/ledgers"' in (await officer.get("/desk/tasks", headers=PAGE)).text
    index = await officer.get("/desk/ledgers", headers=PAGE)
    for area in AREAS:
        assert f'href="/desk/ledgers/{area.slug}"' in index.text


@pytest.mark.parametrize("slug", [area.slug for area in AREAS])
@pytest.mark.parametrize("page", ["", "/new"])
async def test_empty_lists_and_blank_forms_speak_english_alone_where_asked(
    boards: AsyncEngine, sign_in: SignIn, slug: str, page: str
) -> None:
    officer = await sign_in("guo-ying")
    answer = await officer.get(f"/desk/ledgers/{slug}{page}", params={"lang": "en"}, headers=PAGE)
    assert answer.status_code == 200
    words = re.sub(
        r"<[^>]+>", " ", re.sub(r"<option.*?</option>", "", answer.text, flags=re.DOTALL)
    )
    theirs = {"中文", "郭颖", "郭", "将心"}  # the other language, who is signed in, the name
    assert set(re.findall(r"[\u4e00-\u9fff]+", words)) <= theirs


@pytest.mark.parametrize("slug", [area.slug for area in AREAS])
async def test_nobody_signed_in_and_numbers_there_are_not(
    visitor: httpx.AsyncClient, boards: AsyncEngine, sign_in: SignIn, slug: str
) -> None:
    assert (await visitor.get(f"/api/v1/ledgers/{slug}")).status_code == 401
    officer = await sign_in("chen-jing")
    for number in (4711, 10**30):
        assert (await officer.get(f"/api/v1/ledgers/{slug}/{number}")).status_code == 404
        assert (
            await officer.get(f"/desk/ledgers/{slug}/{number}", headers=PAGE)
        ).status_code == 404
