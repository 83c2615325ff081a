"""The API gives the page's figures with what they are made of; the CSV is the same table."""

import csv
import io
from typing import Any

import jsonschema
import pytest

from services.metrics.entrypoints.openapi import openapi
from services.metrics.indicators import BY_CODE, INDICATORS
from tests.metrics.entrypoints.conftest import Visitor, headline

pytestmark = pytest.mark.usefixtures("a_week")
DOCUMENT = openapi("1")


def schema(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}


def values(body: dict[str, Any], code: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = next(
        figure["values"] for figure in body["figures"] if figure["code"] == code
    )
    return found


async def test_shares_come_with_numerator_and_denominator(officer: Visitor) -> None:
    body = await officer.json("/api/v1/figures")
    (value,) = values(body, "on_time_rate")
    assert value == {
        "group": None,
        "name": None,
        "value": 0.5,
        "numerator": 2,
        "denominator": 4,
        "n": 4,
        "p90": None,
        "rejected": 0,
    }
    assert [figure["code"] for figure in body["figures"]] == [each.code for each in INDICATORS]
    assert body["period"] == {"name": "30-days", "from": "2026-11-01", "to": "2026-11-30"}


async def test_durations_come_with_n_p90_and_what_was_left_out(officer: Visitor) -> None:
    body = await officer.json("/api/v1/figures?figure=received_to_closed")
    (value,) = values(body, "received_to_closed")
    assert (value["value"], value["n"], value["rejected"]) == (72, 3, 0)
    assert value["p90"] == pytest.approx(72 + 0.8 * 72)


async def test_figures_can_be_divided_and_groups_have_names(officer: Visitor) -> None:
    body = await officer.json("/api/v1/figures?by=unit&figure=open,overdue")
    assert [(each["group"], each["name"], each["value"]) for each in values(body, "open")] == [
        ("-", "还没派单", 1),
        ("roads", "交通局", 1),
    ]
    officer.language = "en"
    body = await officer.json("/api/v1/figures?by=channel&figure=received")
    named = {each["name"]: each["value"] for each in values(body, "received")}
    assert named == {"Hotline": 3, "Kiosk": 1, "web_form": 1}
    body = await officer.json("/api/v1/figures?by=day&figure=received")
    assert [each["group"] for each in values(body, "received")] == [
        "2026-11-23",
        "2026-11-24",
        "2026-11-25",
    ]


async def test_what_cannot_be_divided_so_is_left_out(officer: Visitor) -> None:
    body = await officer.json("/api/v1/figures?by=unit")
    codes = [figure["code"] for figure in body["figures"]]
    assert "parked" not in codes
    assert len(codes) == len(INDICATORS) - 1


@pytest.mark.parametrize("by", ["", "day", "week", "month", "unit", "category", "channel"])
@pytest.mark.parametrize("filters", ["", "&unit=water", "&category=city&channel=hotline"])
async def test_csv_and_json_are_the_same(officer: Visitor, by: str, filters: str) -> None:
    query = f"?by={by}{filters}"
    body = await officer.json(f"/api/v1/figures{query}")
    answer = await officer.get(f"/api/v1/figures.csv{query}", {})
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    in_json = [
        [
            "" if cell is None else str(cell)
            for cell in (
                figure["code"],
                value["group"],
                value["value"],
                value["numerator"],
                value["denominator"],
                value["n"],
                value["p90"],
                value["rejected"],
            )
        ]
        for figure in body["figures"]
        for value in figure["values"]
    ]
    assert [[row[place] for place in (0, 2, 4, 6, 7, 8, 9, 10)] for row in table[1:]] == in_json


async def test_the_page_and_the_api_say_the_same(officer: Visitor) -> None:
    for query in ("", "?unit=water", "?from=2026-11-24&to=2026-11-26", "?channel=kiosk"):
        body = await officer.json(f"/api/v1/figures{query}")
        for name, shown in headline(await officer.html(f"/figures{query}")).items():
            code = next(code for code, each in BY_CODE.items() if each.name.zh == name)
            assert values(body, code)[0]["value"] == shown


async def test_the_csv_opens_in_a_spreadsheet_in_either_language(officer: Visitor) -> None:
    answer = await officer.get("/api/v1/figures.csv", {})
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="figures-2026-11-01-2026-11-30.csv"' in answer.headers["content-disposition"]
    assert answer.text.lstrip("\ufeff").startswith("指标代码,指标,")
    english = await officer.get("/api/v1/figures.csv?lang=en", {})
    assert english.text.lstrip("\ufeff").startswith("figure,name,group,")


async def test_answers_are_as_the_openapi_document_says(officer: Visitor) -> None:
    for query in ("", "?by=unit", "?by=month&lang=en", "?figure=overdue"):
        body = await officer.json(f"/api/v1/figures{query}")
        jsonschema.validate(body, schema("Figures"), cls=jsonschema.Draft202012Validator)
    problem = await officer.json("/api/v1/figures?by=colour", status=422)
    jsonschema.validate(problem, schema("Problem"), cls=jsonschema.Draft202012Validator)


async def test_the_documents_are_served(officer: Visitor) -> None:
    assert (await officer.json("/openapi.json"))["openapi"] == "3.1.0"
    asyncapi = await officer.json("/asyncapi.json")
    assert asyncapi["asyncapi"] == "3.0.0"
