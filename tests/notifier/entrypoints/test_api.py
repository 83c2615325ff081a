"""The JSON API, and the document that describes it."""

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.entrypoints.openapi import openapi
from shared.web.session import Role
from tests.notifier.entrypoints.conftest import SignIn
from tests.notifier.eventually import states

ALL = "/api/v1/deliveries"


async def test_deliveries_are_read_page_by_page_the_newest_first_each_once(
    a_day: AsyncEngine, sign_in: SignIn
) -> None:
    dispatcher = sign_in(Role.DISPATCHER)
    address, seen, moments = f"{ALL}?limit=3", [], []
    while address:
        page = await dispatcher.json(address)
        seen += [each["id"] for each in page["deliveries"]]
        moments += [each["created_at"] for each in page["deliveries"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == 4
    assert moments == sorted(moments, reverse=True)


async def test_deliveries_are_narrowed_and_nothing_shows_an_address(
    a_day: AsyncEngine, sign_in: SignIn
) -> None:
    answer = await sign_in(Role.AUDITOR).json(f"{ALL}?state=failed&reason=closed")
    (found,) = answer["deliveries"]
    assert (found["recipient_id"], found["state"]) == ("lin-tingyu", "failed")
    assert "lin-tingyu@city.example" not in str(answer)
    assert "l***@city.example" in found["last_words"]


async def test_a_delivery_is_sent_again_and_answers_as_it_is_then(
    a_day: AsyncEngine, sign_in: SignIn
) -> None:
    dispatcher = sign_in(Role.DISPATCHER)
    failed = (await dispatcher.json(f"{ALL}?state=failed"))["deliveries"][0]
    path = f"{ALL}/{failed['id']}/retry"
    first = await dispatcher.json(path, 202, "POST")
    again = await dispatcher.json(path, 202, "POST")
    assert first["state"] == again["state"] == "pending"
    assert [each["answer"] for each in first["attempt_log"]] == ["refused"]
    assert (await states(a_day))["pending"] == 1


async def test_a_delivered_one_is_refused_with_the_reason(
    a_day: AsyncEngine, sign_in: SignIn
) -> None:
    dispatcher = sign_in(Role.DISPATCHER, language="en")
    done = (await dispatcher.json(f"{ALL}?state=delivered"))["deliveries"][0]
    problem = await dispatcher.json(f"{ALL}/{done['id']}/retry", 409, "POST")
    assert problem["type"] == "urn:jiangxin:problem:already-delivered"
    assert "has been delivered" in problem["detail"]


@pytest.mark.parametrize(
    "query", ["state=x", "limit=0", "limit=201", "after=x", "after=eCB5", "reason=x"]
)
async def test_what_cannot_be_asked_names_the_field(
    tables: AsyncEngine, sign_in: SignIn, query: str
) -> None:
    problem = await sign_in(Role.DISPATCHER).json(f"{ALL}?{query}", 422)
    assert [error["field"] for error in problem["errors"]] == [query.partition("=")[0]]


async def test_programs_without_a_token_or_the_role_are_told_so(
    a_day: AsyncEngine, sign_in: SignIn
) -> None:
    await sign_in().json(ALL, 401)
    await sign_in(Role.OWNER).json(ALL, 403)
    failed = (await sign_in(Role.AUDITOR).json(f"{ALL}?state=failed"))["deliveries"][0]
    await sign_in(Role.AUDITOR).json(f"{ALL}/{failed['id']}/retry", 403, "POST")


async def test_a_head_reads_the_own_units_deliveries(a_day: AsyncEngine, sign_in: SignIn) -> None:
    own = await sign_in(Role.UNIT_HEAD, unit="market-regulation").json(ALL)
    other = await sign_in(Role.UNIT_HEAD, unit="health").json(ALL)
    assert (len(own["deliveries"]), len(other["deliveries"])) == (4, 0)


async def test_answers_are_as_the_document_describes_them(
    a_day: AsyncEngine, sign_in: SignIn
) -> None:
    document = openapi("0.1.0")
    dispatcher = sign_in(Role.DISPATCHER)
    assert await dispatcher.json("/openapi.json") == document
    schemas = {"components": document["components"]}
    page = document["paths"][ALL]["get"]["responses"]["200"]["content"]["application/json"]
    answer = await dispatcher.json(ALL)
    jsonschema.validate(answer, {**page["schema"], **schemas})
    whole = await dispatcher.json(f"{ALL}/{answer['deliveries'][0]['id']}")
    jsonschema.validate(whole, {**schemas, "$ref": "#/components/schemas/Delivery"})
    assert whole["attempt_log"]


def test_the_document_is_valid_openapi_3_1() -> None:
    OpenAPIV31SpecValidator(openapi("0.1.0")).validate()


async def test_failures_are_counted_for_prometheus(a_day: AsyncEngine, sign_in: SignIn) -> None:
    figures = await sign_in().page("/metrics")
    assert 'jiangxin_notice_attempts_total{answer="refused",transport="email"}' in figures
    assert 'jiangxin_notices_settled_total{state="failed",transport="email"}' in figures
    assert 'jiangxin_notices{state="failed"}' in figures
