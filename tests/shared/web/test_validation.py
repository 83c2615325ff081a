"""Pydantic's errors, said so that a neighbour understands them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

import pytest
from annotated_types import Len
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
)
from pydantic_core._pydantic_core import list_all_errors

from shared.language import Text
from shared.web.problems import Problem
from shared.web.validation import from_validation
from shared.web.validation_words import WORDS


class Channel(StrEnum):
    WEB = "web"
    DESK = "desk"


class Contact(BaseModel):
    phone: Annotated[str, Field(pattern=r"^\d{11}$")]


class Letter(BaseModel):
    kind: Literal["letter"]
    pages: int


class Box(BaseModel):
    kind: Literal["box"]


class Complaint(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: Annotated[str, Field(min_length=2, max_length=5)] = "好的"
    channel: Channel = Channel.WEB
    nature: Literal["help", "praise"] = "help"
    count: Annotated[int, Field(ge=1, le=9)] = 1
    fee: float = 0
    urgent: bool = False
    received_at: AwareDatetime = datetime.fromisoformat("2026-11-23T09:00:00+08:00")
    happened_on: date = date(2026, 11, 23)
    tags: Annotated[list[str], Field(max_length=2)] = []
    key: UUID | None = None
    contact: Contact | None = None
    source: Annotated[Letter | Box, Field(discriminator="kind")] | None = None

    @field_validator("title")
    @classmethod
    def refuse_shouting(cls, value: str) -> str:
        if value == "！！":
            raise ValueError(Text("请写下标题，不要只写叹号。", "Write a title, not only marks."))
        return value


class Named(BaseModel):
    name: str


def problem_of(model: type[BaseModel], body: str, **labels: Text) -> Problem:
    with pytest.raises(ValidationError) as caught:
        model.model_validate_json(body)
    return from_validation(caught.value, labels)


def message(body: str, **labels: Text) -> tuple[str, str, str]:
    """Field, Chinese and English of the only error."""
    [error] = problem_of(Complaint, body, **labels).errors
    return error.field, error.message.zh, error.message.en


@pytest.mark.parametrize(
    ("body", "field", "chinese", "english"),
    [
        (
            '{"title":"一二三四五六七"}',
            "title",
            "“title”最多 5 个字，现在有 7 个。",
            "“title” can have at most 5 characters; it has 7.",
        ),
        ('{"title":"一"}', "title", "至少 2 个字", "at least 2 characters"),
        ('{"title":7}', "title", "应为文字", "must be text"),
        ('{"channel":"fax"}', "channel", "只能是：web、desk", "one of: web, desk."),
        ('{"nature":"rant"}', "nature", "只能是：help、praise", "one of: help, praise."),
        ('{"count":"many"}', "count", "应为整数", "whole number"),
        ('{"count":1.5}', "count", "应为整数", "whole number"),
        ('{"count":0}', "count", "不能小于 1", "1 or more"),
        ('{"count":10}', "count", "不能大于 9", "9 or less"),
        ('{"fee":"free"}', "fee", "应为数字", "number"),
        ('{"urgent":"perhaps"}', "urgent", "应为是或否", "true or false"),
        ('{"received_at":"2026-11-23T09:00:00"}', "received_at", "时区", "time zone"),
        ('{"received_at":"yesterday"}', "received_at", "应为时间", "date and time"),
        ('{"happened_on":"23/11/2026"}', "happened_on", "应为日期", "must be a date"),
        ('{"tags":"a"}', "tags", "应为列表", "must be a list"),
        ('{"tags":["a","b","c"]}', "tags", "最多 2 项，现在有 3 项", "at most 2 items; it has 3"),
        ('{"tags":[1]}', "tags.0", "“tags.0”应为文字", "“tags.0” must be text"),
        ('{"key":"abc"}', "key", "应为 UUID", "must be a UUID"),
        ('{"contact":"me"}', "contact", "应为一组字段", "object with fields"),
        ('{"contact":{}}', "contact.phone", "请填写“contact.phone”", "Enter “contact.phone”"),
        ('{"contact":{"phone":"1"}}', "contact.phone", "格式不对", "right format"),
        ('{"source":{"kind":"fax"}}', "source", "只能是", "must be one of"),
        ('{"source":{}}', "source", "请写明", "Say which kind"),
        ('{"colour":"red"}', "colour", "不认识“colour”", "do not know the field"),
        ('{"title":"！！"}', "title", "不要只写叹号", "not only marks"),
        ("[]", "", "整个内容应为一组字段", "the content as a whole must be an object"),
    ],
)
def test_each_fault_names_its_field_in_plain_words(
    body: str, field: str, chinese: str, english: str
) -> None:
    found_field, found_chinese, found_english = message(body)
    assert found_field == field
    assert chinese in found_chinese
    assert english in found_english


def test_a_text_behind_a_validator_is_counted_in_characters() -> None:
    class Note(BaseModel):
        words: Annotated[str, AfterValidator(str.strip), Len(max_length=3)]

    with pytest.raises(ValidationError) as raised:
        Note.model_validate({"words": "四个字呀"})
    assert "characters" in from_validation(raised.value).errors[0].message.en


def test_a_form_uses_its_own_words_for_a_field() -> None:
    label = Text("标题", "the title")
    assert message('{"title":7}', title=label)[1:] == ("标题应为文字。", "the title must be text.")


def test_several_faults_are_told_at_once_in_the_models_order() -> None:
    problem = problem_of(Complaint, '{"count":0,"title":1,"extra":1}')
    assert problem.status == 422
    assert [error.field for error in problem.errors] == ["title", "count", "extra"]


def test_a_missing_field_is_asked_for() -> None:
    [error] = problem_of(Named, "{}", name=Text("姓名", "your name")).errors
    assert error.message == Text("请填写姓名。", "Enter your name.")


@pytest.mark.parametrize("body", ["", "{", '{"name": "a",}', "\x80", '{"name":"\\ud800"}'])
def test_a_body_that_is_no_json_is_400_and_says_where(body: str) -> None:
    problem = problem_of(Named, body)
    assert (problem.status, problem.slug) == (400, "malformed")
    assert "line 1" in problem.detail.en
    assert "JSON" in problem.detail.zh


def test_every_word_belongs_to_an_error_pydantic_knows() -> None:
    known = {error["type"] for error in list_all_errors()}
    assert set(WORDS) <= known


def test_every_sentence_can_be_filled_from_what_pydantic_tells() -> None:
    for error in list_all_errors():
        words = WORDS.get(error["type"])
        context = {"label": "x", "actual_length": 1} | (error.get("example_context") or {})
        if words:
            words.format(**context)


def test_curly_brackets_in_what_was_sent_do_no_harm() -> None:
    assert message('{"{label}":1}')[0] == "{label}"
    assert "{n}" in message('{"nature":"{n}"}', nature=Text("{n}", "{n}"))[1]
