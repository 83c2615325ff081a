"""What the web transports do alone: keys, signatures, limits, and answers that are not what they seem."""

import base64
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from apprise import Apprise

from services.notifier.domain.outcome import Answer as Known
from services.notifier.transports.addresses import (
    Addresses,
    UnreadableAddresses,
    parse_addresses,
)
from services.notifier.transports.dingtalk import DingtalkTransport
from services.notifier.transports.feishu import FeishuTransport
from services.notifier.transports.signatures import dingtalk_sign, feishu_sign
from services.notifier.transports.webhook import WebhookTransport
from services.notifier.transports.wecom import WecomTransport
from tests.notifier.suites.ways import MESSAGE
from tests.notifier.web_server import Answer, web_server

BOT_SAYS_NO = '{"errcode": 93000, "errmsg": "invalid webhook url"}'


async def test_a_webhook_gets_the_same_idempotency_key_at_every_attempt_and_no_address() -> None:
    with web_server() as server:
        webhook = WebhookTransport(Addresses(city=f"http://{server.authority}/hook"))
        await webhook.deliver(MESSAGE)
        await webhook.deliver(MESSAGE)
        await webhook.close()
    assert [posted.headers["idempotency-key"] for posted in server.posted] == [MESSAGE.key] * 2
    assert "lin-tingyu@city.example" not in str(server.posted)


async def test_a_webhook_in_apprises_form_brings_its_headers_and_credentials() -> None:
    with web_server() as server:
        address = f"json://user:pass@{server.authority}/a/b?%2BX-Token=t1"
        webhook = WebhookTransport(Addresses(city=address))
        await webhook.deliver(MESSAGE)
        await webhook.close()
    (posted,) = server.posted
    assert posted.path == "/a/b"
    assert posted.headers["x-token"] == "t1"
    assert posted.headers["authorization"] == "Basic " + base64.b64encode(b"user:pass").decode()


async def test_a_server_that_asks_to_wait_is_given_the_time() -> None:
    with web_server(Answer(429, "slow down", {"retry-after": "120"})) as server:
        webhook = WebhookTransport(Addresses(city=f"http://{server.authority}/hook"))
        outcome = await webhook.deliver(MESSAGE)
        await webhook.close()
    assert outcome.wait_for == timedelta(minutes=2)


async def test_a_unit_has_its_own_address_and_the_others_the_citys() -> None:
    with web_server() as own, web_server() as city:
        addresses = Addresses(
            {"market-regulation": f"http://{own.authority}/"}, f"http://{city.authority}/"
        )
        webhook = WebhookTransport(addresses)
        await webhook.deliver(MESSAGE)
        await webhook.deliver(replace(MESSAGE, unit_code="health"))
        await webhook.close()
    assert (len(own.posted), len(city.posted)) == (1, 1)


async def test_a_unit_without_an_address_is_refused_so_that_another_means_is_used() -> None:
    webhook = WebhookTransport(Addresses({"health": "http://127.0.0.1:9/"}))
    outcome = await webhook.deliver(MESSAGE)
    await webhook.close()
    assert outcome.answer is Known.REFUSED


async def test_a_bots_refusal_with_status_200_is_no_delivery_though_apprise_takes_it_for_one() -> (
    None
):
    with web_server(Answer(200, BOT_SAYS_NO)) as server:
        address = f"http://{server.authority}/send?key=k"
        wecom = WecomTransport(Addresses(city=address))
        outcome = await wecom.deliver(MESSAGE)
        await wecom.close()
        plugin: Any = Apprise.instantiate("wecombot://k")
        plugin.api_url = address
        assert plugin.send("words") is True
    assert outcome.answer is Known.POSTPONED
    assert "93000 invalid webhook url" in outcome.words


async def test_a_page_that_is_not_the_bots_is_no_delivery() -> None:
    with web_server(Answer(200, "<html>sign in to the guest network</html>")) as server:
        wecom = WecomTransport(Addresses(city=f"http://{server.authority}/send?key=k"))
        outcome = await wecom.deliver(MESSAGE)
        await wecom.close()
    assert outcome.answer is Known.POSTPONED


async def test_wecom_gets_at_most_2048_bytes_and_the_link_whole() -> None:
    with web_server(Answer(200, '{"errcode": 0}')) as server:
        wecom = WecomTransport(Addresses(city=f"http://{server.authority}/send?key=k"))
        await wecom.deliver(replace(MESSAGE, text="路灯" * 900 + MESSAGE.link))
        await wecom.close()
    words = server.posted[0].body["text"]["content"]
    assert len(words.encode()) <= 2048
    assert words.endswith(MESSAGE.link)
    assert "�" not in words


def test_signatures_are_those_that_openssl_makes_by_the_providers_recipes() -> None:
    """printf '1599360473000\\nthis is secret' | openssl dgst -sha256 -hmac 'this is secret' -binary | base64
    printf '' | openssl dgst -sha256 -hmac "$(printf '1599360473\\nthis is secret')" -binary | base64"""
    dingtalk = dingtalk_sign("this is secret", 1599360473000)
    assert dingtalk == "hXZTWifRGHclNuZSKxoXc//sh51SWfVfRIhcdeKs63I="
    assert (
        feishu_sign("this is secret", 1599360473) == "/eYKrXQBzTjUZJ3s6NX16VxGbTwmK7AEs8/FnvC1CSw="
    )


async def test_dingtalk_is_signed_for_the_moment_and_the_secret_stays_here() -> None:
    with web_server(Answer(200, '{"errcode": 0}')) as server:
        address = f"http://{server.authority}/robot/send?access_token=t&secret=SEC1"
        dingtalk = DingtalkTransport(Addresses(city=address))
        await dingtalk.deliver(MESSAGE)
        await dingtalk.close()
    asked = parse_qs(urlsplit(server.posted[0].path).query)
    milliseconds = int(asked["timestamp"][0])
    assert abs(milliseconds / 1000 - time.time()) < 60
    assert asked["sign"] == [dingtalk_sign("SEC1", milliseconds)]
    assert asked["access_token"] == ["t"]
    assert "secret" not in asked


async def test_feishu_is_signed_in_the_body_and_the_secret_stays_here() -> None:
    with web_server(Answer(200, '{"code": 0}')) as server:
        feishu = FeishuTransport(Addresses(city=f"http://{server.authority}/hook/t?secret=S"))
        await feishu.deliver(MESSAGE)
        await feishu.close()
    (posted,) = server.posted
    assert abs(int(posted.body["timestamp"]) - time.time()) < 60
    assert posted.body["sign"] == feishu_sign("S", int(posted.body["timestamp"]))
    assert posted.path == "/hook/t"


@pytest.mark.parametrize(
    ("transport", "address", "target"),
    [
        (WecomTransport, "wecombot://k-1", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k-1"),
        (DingtalkTransport, "dingtalk://abc1", "https://oapi.dingtalk.com/robot/send?access_token=abc1"),
        (FeishuTransport, "feishu://t-1", "https://open.feishu.cn/open-apis/bot/v2/hook/t-1"),
    ],
)  # fmt: skip
async def test_the_forms_that_operators_know_from_apprise_lead_to_the_providers(
    transport: type[WecomTransport], address: str, target: str
) -> None:
    bot = transport(Addresses(city=address))
    assert bot.target_of(address).url == target
    await bot.close()


@pytest.mark.parametrize("transport", [WecomTransport, DingtalkTransport, FeishuTransport])
def test_an_address_of_another_kind_stops_the_start_without_being_repeated(
    transport: type[WecomTransport],
) -> None:
    with pytest.raises(ValueError, match="must begin with") as caught:
        transport(Addresses(city="slack://secret-token"))
    assert "secret-token" not in str(caught.value)


def test_addresses_are_read_from_yaml_and_from_json() -> None:
    yaml = "city: {wecom: 'wecombot://c'}\nunits:\n  health: {wecom: 'wecombot://h'}\n"
    json = '{"city": {"wecom": "wecombot://c"}, "units": {"health": {"wecom": "wecombot://h"}}}'
    assert parse_addresses(yaml) == parse_addresses(json)
    assert parse_addresses(yaml)["wecom"].of("health") == "wecombot://h"
    assert parse_addresses(yaml)["wecom"].of("housing") == "wecombot://c"
    assert parse_addresses("") == {}


@pytest.mark.parametrize("text", ["city: [", "- a\n- b", "city: wecom", "units: {a: secret}"])
def test_addresses_that_cannot_be_read_are_not_repeated_in_the_error(text: str) -> None:
    with pytest.raises(UnreadableAddresses) as caught:
        parse_addresses(text)
    assert "secret" not in str(caught.value)
