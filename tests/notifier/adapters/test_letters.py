"""Notices in words: every reason, both languages, and what must not be in them."""

import uuid
from datetime import UTC, datetime

import pytest

from services.notifier.adapters.letters import Letters
from services.notifier.domain.message import Message
from services.notifier.domain.notice import Notice, Person, Reason

DETAILS = {
    "title": "夜市<b>占道</b>",
    "due_at": "2026-11-30T09:30:00+00:00",
    "due_basis_zh": "5 个工作日",
    "due_basis_en": "5 working days",
    "unit_zh": "市城市管理局",
    "unit_en": "Urban Management Bureau",
    "owner_name": "许朝阳",
    "result": "partly",
    "days": "3",
    "level": "supervised",
    "said": "请于今日报告进展",
}


def letter(reason: str, language: str = "zh", audience: str = "owner", **details: str) -> Message:
    person = Person("xu", "许朝阳", "urban-management", "xu@city.example", language=language)
    notice = Notice(
        uuid.uuid4(), person, reason, audience, "261123-000001-07", {**DETAILS, **details},
        datetime(2026, 11, 23, tzinfo=UTC),
    )  # fmt: skip
    return Letters("https://ledger.example/").compose(notice)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words_in_both_languages_with_number_and_link(
    reason: Reason, language: str
) -> None:
    message = letter(reason, language)
    assert "夜市" in message.subject
    for words in (message.text, message.html):
        assert "261123-000001-07" in words
        assert "https://ledger.example/desk/tasks/261123-000001-07" in words
        assert ("Number" in words) is (language == "en")
        assert "xu@city.example" not in words
        assert "{" not in words
        assert "\n\n\n" not in message.text


@pytest.mark.parametrize("reason", ["dispatched", "owner_needed"])
def test_a_dispatched_task_says_when_it_is_due_with_the_weekday_and_why(reason: str) -> None:
    assert "2026年11月30日 星期一 17:30" in letter(reason).text
    assert "5 个工作日" in letter(reason).text
    assert "Monday 30 November 2026, 17:30" in letter(reason, "en").text
    assert "5 working days" in letter(reason, "en").html


def test_what_people_wrote_is_escaped_in_html_and_left_alone_in_text() -> None:
    assert "夜市<b>占道</b>" in letter("dispatched").text
    assert "夜市&lt;b&gt;占道&lt;/b&gt;" in letter("dispatched").html


def test_owner_and_head_are_addressed_as_what_they_are() -> None:
    assert "请先签收" in letter("dispatched", audience="owner").text
    assert "派到您单位" in letter("dispatched", audience="unit_head").text


def test_a_result_is_said_in_words_and_one_unknown_to_us_as_it_is() -> None:
    assert "部分解决" in letter("closed").text
    assert "partly resolved" in letter("closed", "en").text
    assert "something_new" in letter("closed", result="something_new").text


def test_a_subject_is_one_line() -> None:
    assert "\n" not in letter("dispatched", title="一\r\n二\n三").subject


def test_words_are_complete_where_little_is_known() -> None:
    person = Person("xu", language="en")
    notice = Notice(uuid.uuid4(), person, "closed", "owner", "1", {}, datetime.now(UTC))
    message = Letters("").compose(notice)
    assert "1" in message.text
    assert message.link == ""
    assert "href" not in message.html


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("reason", list(Reason))
def test_several_of_a_kind_are_one_letter_that_lists_them(reason: Reason, language: str) -> None:
    person = Person("xu", "许朝阳", "urban-management", "xu@city.example", language=language)
    numbers = ["261123-000001-07", "261123-000002-04"]
    notices = [
        Notice(uuid.uuid4(), person, reason, "owner", number, DETAILS, datetime.now(UTC))
        for number in numbers
    ]
    message = Letters("https://ledger.example/").compose_letter(notices[0].id, notices)
    assert "2" in message.subject
    assert message.key == str(notices[0].id)
    assert message.task_numbers == tuple(numbers)
    for words in (message.text, message.html):
        for number in numbers:
            assert f"https://ledger.example/desk/tasks/{number}" in words
        assert "{" not in words
    assert "夜市&lt;b&gt;占道&lt;/b&gt;" in message.html


def test_the_reason_and_the_level_are_said_in_words() -> None:
    assert "请于今日报告进展" in letter("supervised").text
    assert "督办" in letter("supervised").subject
    assert "逾期 3 个工作日" in letter("escalated", audience="supervisors").text
    assert "3 working days late" in letter("escalated", "en", "unit_head").text
    assert "还剩 3 个工作日" in letter("due_soon").text


def test_a_call_to_decide_has_its_own_button() -> None:
    assert "去决定" in letter("return_asked", audience="dispatchers").html
    assert "See the task" in letter("overdue", "en").html
