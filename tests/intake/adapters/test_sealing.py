"""Sealed texts open with their key, in their place, and nowhere else; keys are changed in turn."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.adapters.sealed_texts import PostgresSealedTexts
from services.intake.adapters.sealing import AesGcmSealer
from services.intake.handlers.ports import Sealed, Unreadable
from services.intake.handlers.rotate_contacts import rotate_contacts
from shared.database import transaction

NUMBER = "261123-000417-92"
OLD, NEW = os.urandom(32), os.urandom(32)


@given(st.text(st.characters(codec="utf-8")))
def test_what_is_sealed_is_opened_again(words: str) -> None:
    sealer = AesGcmSealer({"new": NEW, "old": OLD})
    sealed = sealer.seal("contact", NUMBER, words)
    assert sealed.key_id == "new"
    assert sealer.open("contact", NUMBER, sealed) == words
    assert len(words) < 6 or words.encode() not in sealed.sealed


def test_the_same_words_look_different_each_time() -> None:
    sealer = AesGcmSealer({"new": NEW})
    assert len({sealer.seal("contact", NUMBER, "张三").sealed for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("purpose", "number"), [("original", NUMBER), ("contact", "261123-000418-89")]
)
def test_it_opens_in_no_other_place(purpose: str, number: str) -> None:
    sealer = AesGcmSealer({"new": NEW})
    sealed = sealer.seal("contact", NUMBER, "张三")
    with pytest.raises(Unreadable):
        sealer.open(purpose, number, sealed)


def test_a_changed_byte_is_noticed() -> None:
    sealer = AesGcmSealer({"new": NEW})
    sealed = sealer.seal("contact", NUMBER, "张三")
    changed = bytes([sealed.sealed[0] ^ 1]) + sealed.sealed[1:]
    for damaged in (changed, b"", sealed.sealed[:5]):
        with pytest.raises(Unreadable):
            sealer.open("contact", NUMBER, Sealed("new", damaged))


def test_a_key_that_is_gone_is_named() -> None:
    sealed = AesGcmSealer({"old": OLD}).seal("contact", NUMBER, "张三")
    with pytest.raises(Unreadable, match="old"):
        AesGcmSealer({"new": NEW}).open("contact", NUMBER, sealed)


async def _fill(engine: AsyncEngine, sealer: AesGcmSealer, count: int) -> None:
    async with transaction(engine) as connection:
        for number in range(count):
            sealed = sealer.seal("contact", f"n{number:05}", f"某人{number}")
            await connection.execute(
                text("INSERT INTO contacts VALUES (:number, :key_id, :sealed)"),
                {"number": f"n{number:05}", "key_id": sealed.key_id, "sealed": sealed.sealed},
            )


async def test_rotating_seals_everything_under_the_current_key(tables: AsyncEngine) -> None:
    await _fill(tables, AesGcmSealer({"old": OLD}), 1200)
    both = AesGcmSealer({"new": NEW, "old": OLD})
    texts = PostgresSealedTexts(tables, "contact")
    first = await rotate_contacts(texts, both, both.current_key_id)
    assert (first.sealed_anew, first.unreadable) == (1200, ())
    again = await rotate_contacts(texts, both, both.current_key_id)
    assert again.sealed_anew == 0
    only_new = AesGcmSealer({"new": NEW})
    async with tables.connect() as connection:
        for number, key_id, sealed in await connection.execute(text("SELECT * FROM contacts")):
            words = only_new.open("contact", number, Sealed(key_id, sealed))
            assert words == f"某人{int(number[1:])}"


async def test_what_cannot_be_read_stays_and_is_told(tables: AsyncEngine) -> None:
    await _fill(tables, AesGcmSealer({"lost": os.urandom(32)}), 3)
    sealer = AesGcmSealer({"new": NEW})
    done = await rotate_contacts(PostgresSealedTexts(tables, "contact"), sealer, "new")
    assert done.sealed_anew == 0
    assert len(done.unreadable) == 3
    async with tables.connect() as connection:
        kept = await connection.execute(text("SELECT DISTINCT key_id FROM contacts"))
        assert kept.scalars().all() == ["lost"]
