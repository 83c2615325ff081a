"""An organisation's file: every fault with its line and path, in words, or all of it."""

from pathlib import Path

import pytest

from services.ledger.adapters.organisation_file import FaultyFile, read_organisation

SHIPPED = Path(__file__).parents[3] / "local" / "samples" / "organisation.yaml"
HEAD = "organisation: {name: 市, name_en: City}\n"
UNIT = "units:\n  - {code: a, name: 甲局, name_en: A}\n"


def faults(tmp_path: Path, content: str) -> list[tuple[int, str, str]]:
    path = tmp_path / "organisation.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(FaultyFile) as caught:
        read_organisation(path)
    return [(fault.line, fault.path, fault.words.en) for fault in caught.value.faults]


def test_the_sample_that_is_shipped_is_sound_and_has_demo_accounts_in_every_role() -> None:
    sample = read_organisation(SHIPPED)
    demo = {
        role
        for person in sample.organisation.staff
        if person.staff_id in sample.demo_passwords
        for role in person.roles
    }
    assert demo == {"dispatcher", "owner", "unit_head", "supervisor", "auditor"}
    assert len(sample.organisation.units) >= 8
    assert len(sample.organisation.staff) >= 20
    assert len(sample.organisation.rules) >= 15


def test_all_faults_are_told_at_once_each_at_its_line(tmp_path: Path) -> None:
    content = (
        "organisation: {name: 市}\n"
        "units:\n"
        "  - {code: A B, name: 甲, name_en: A}\n"
        "staff:\n"
        "  - id: 3\n"
        "    name: 李\n"
        "    roles: [boss]\n"
        "    colour: red\n"
    )
    assert faults(tmp_path, content) == [
        (1, "organisation.name_en", "Enter “name_en”."),
        (
            3,
            "units[0].code",
            "“A B” cannot be a code: use lower case letters, digits, - and _, 64 at most.",
        ),
        (5, "staff[0].id", "“id” must be text."),
        (
            7,
            "staff[0].roles[0]",
            "“roles” must be one of: dispatcher, owner, unit_head, supervisor, auditor.",
        ),
        (8, "staff[0].colour", "We do not know the field “colour”. Remove it or check its name."),
    ]


def test_what_does_not_fit_together_is_told_at_its_line(tmp_path: Path) -> None:
    content = (
        HEAD
        + UNIT
        + "routing:\n"
        + "  - code: r\n"
        + "    name: 规则\n"
        + "    name_en: Rule\n"
        + "    unit: zz\n"
    )
    assert faults(tmp_path, content) == [(8, "routing[0].unit", "there is no unit “zz”")]


@pytest.mark.parametrize("reserved", ["city", "unassigned"])
def test_a_code_that_subjects_need_for_themselves_is_refused(tmp_path: Path, reserved: str) -> None:
    content = HEAD + f"units:\n  - {{code: {reserved}, name: 甲, name_en: A}}\n"
    [(line, path, words)] = faults(tmp_path, content)
    assert (line, path) == (3, "units[0].code")
    assert "reserved" in words


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("units: [a\n", "this is not valid YAML"),
        ("", "must be an object with fields"),
        ("- a\n- b\n", "must be an object with fields"),
        ("!!python/object:os.system x", "this is not valid YAML"),
    ],
)
def test_what_is_no_organisation_at_all_is_said(
    tmp_path: Path, content: str, expected: str
) -> None:
    [(_, _, words)] = faults(tmp_path, content)
    assert expected in words
