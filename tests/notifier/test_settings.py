"""The notifier's settings: what they mean, and what stops the start."""

import json

import pytest

from services.notifier.mail_account import mail_account
from services.notifier.ways_out import make_transports
from shared.settings import MissingSetting
from tests.notifier.conftest import MakeSettings


@pytest.mark.parametrize(
    ("given", "account"),
    [
        ({"smtp_host": "mail.example"}, "mailtos://mail.example:587?{}&mode=starttls&smtp=mail.example"),
        ({"smtp_host": "m.example", "smtp_tls": "tls"}, "mailtos://m.example:465?{}&mode=ssl&smtp=m.example"),
        (
            {"smtp_host": "m", "smtp_tls": "none", "smtp_port": 8808, "smtp_user": "a@b",
             "smtp_password": "p/q"},
            "mailto://a%40b:p%2Fq@m:8808?{}&mode=insecure&smtp=m",
        ),
        ({"smtp_url": "smtps://a%40b:p%2Fq@m"}, "mailtos://a%40b:p%2Fq@m:465?{}&mode=ssl&smtp=m"),
        ({"smtp_url": "smtp://127.0.0.1:8808"}, "mailto://127.0.0.1:8808?{}&mode=insecure&smtp=127.0.0.1"),
        ({}, ""),
    ],
)  # fmt: skip
def test_the_mail_account_may_be_given_in_parts_or_in_one_line(
    settings: MakeSettings, given: dict[str, object], account: str
) -> None:
    sender = "from=notices%40city.example"
    made = settings(**{"smtp_url": "", "smtp_from": "notices@city.example"} | given)
    assert mail_account(made) == account.format(sender)


async def test_every_means_of_the_settings_is_set_up(settings: MakeSettings) -> None:
    addresses = {
        "city": {"wecom": "wecombot://k", "webhook": "https://x.example", "pager": "json://y"},
        "units": {"health": {"dingtalk": "dingtalk://t", "feishu": "feishu://t"}},
    }
    transports = make_transports(settings(transport_urls=json.dumps(addresses)))
    assert {name: way.name for name, way in transports.items()} == {
        name: name for name in ("email", "wecom", "webhook", "pager", "dingtalk", "feishu")
    }
    for transport in transports.values():
        await transport.close()


def test_the_console_stands_in_for_mail_only_where_no_account_is_set(
    settings: MakeSettings,
) -> None:
    assert set(make_transports(settings(smtp_url="", console=True))) == {"console", "email"}
    assert make_transports(settings(smtp_url="")) == {}


@pytest.mark.parametrize(
    "given",
    [
        {"smtp_url": "http://secret-word@x"},
        {"transport_urls": "city: [secret-word"},
        {"retry_seconds": "soon"},
        {"quiet_hours": "night"},
        {"uncertain": "maybe"},
    ],
)
def test_what_cannot_be_understood_stops_the_start_without_repeating_a_secret(
    settings: MakeSettings, given: dict[str, str]
) -> None:
    with pytest.raises(MissingSetting) as caught:
        settings(**given)
    assert "secret-word" not in str(caught.value)


def test_an_address_of_the_wrong_kind_stops_the_start_and_names_the_means(
    settings: MakeSettings,
) -> None:
    with pytest.raises(MissingSetting, match="wecom") as caught:
        make_transports(settings(transport_urls="city: {wecom: 'slack://secret-word'}"))
    assert "secret-word" not in str(caught.value)
