"""Ways between the services, and the way back after signing in."""

import pytest

from shared.web.session import Role
from shared.web.site import Entry, Site, current_entry, entries_for

APART = Site("http://127.0.0.1:8801/", "http://127.0.0.1:8802", "", "https://figures.city.test")


def test_links_are_relative_on_one_host_and_full_between_hosts() -> None:
    assert Site().url("ledger", "/desk") == "/desk"
    assert APART.url("intake", "/track") == "http://127.0.0.1:8801/track"
    with pytest.raises(KeyError):
        APART.url("kitchen")


def test_only_services_with_an_address_of_their_own_are_origins() -> None:
    assert APART.origins() == {
        "http://127.0.0.1:8801",
        "http://127.0.0.1:8802",
        "https://figures.city.test",
    }


@pytest.mark.parametrize(
    "address",
    ["/desk", "/desk?tab=late", "http://127.0.0.1:8801/track", "https://figures.city.test/figures"],
)
def test_after_signing_in_our_own_pages_are_gone_to(address: str) -> None:
    assert APART.safe_next(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "desk",
        "//evil.test/desk",
        "/\\evil.test",
        "\\\\evil.test",
        "http://evil.test/",
        "https://127.0.0.1:8801/",
        "http://127.0.0.1:8801@evil.test/",
        "javascript:alert(1)",
        "/desk\r\nset-cookie: x=1",
        "\t//evil.test",
    ],
)
def test_anything_else_leads_to_the_desk(address: str | None) -> None:
    assert APART.safe_next(address) == "/desk"


def test_the_public_sees_its_entries_and_officers_theirs() -> None:
    assert [entry.path for entry in entries_for(None)] == ["/", "/track"]
    assert "/desk" in [entry.path for entry in entries_for({"owner"})]
    assert "/notices" not in [entry.path for entry in entries_for({"owner"})]
    assert "/notices" in [entry.path for entry in entries_for({"owner", "unit_head"})]


def test_an_entry_for_some_roles_is_kept_from_others(monkeypatch: pytest.MonkeyPatch) -> None:
    only = Entry("ledger", "/tray", entries_for(None)[0].title, frozenset({Role.DISPATCHER}))
    monkeypatch.setattr("shared.web.site.OFFICER_ENTRIES", (only,))
    assert entries_for({"dispatcher"}) == (only,)
    assert entries_for({"owner"}) == ()


def test_the_current_entry_covers_the_pages_below_it_and_home_only_itself() -> None:
    officers, public = entries_for({"owner"}), entries_for(None)
    found = current_entry(officers, "ledger", "/desk/tasks/7")
    assert found is not None
    assert found.path == "/desk"
    assert current_entry(officers, "ledger", "/desktop") is None
    assert current_entry(officers, "intake", "/desk") is None
    assert current_entry(public, "intake", "/complaints/new") is None
