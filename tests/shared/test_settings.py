"""A missing or wrong setting stops the start and names itself, without showing a secret."""

from pathlib import Path

import pytest

from shared.settings import MissingSetting, Settings


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JIANGXIN_SECRETS_DIR", "JIANGXIN_DATABASE_URL", "JIANGXIN_NATS_SEED"):
        monkeypatch.delenv(name, raising=False)


def test_each_missing_secret_is_named_with_its_variable_and_its_file() -> None:
    with pytest.raises(MissingSetting) as caught:
        Settings.load()
    message = str(caught.value)
    for field in ("database_url", "nats_seed", "token_public_key"):
        assert f"JIANGXIN_{field.upper()}" in message
        assert f"the file {field}" in message


def test_secrets_come_from_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for field in ("database_url", "nats_seed", "token_public_key"):
        (tmp_path / field).write_text(f"secret of {field}")
    monkeypatch.setenv("JIANGXIN_SECRETS_DIR", str(tmp_path))
    monkeypatch.setenv("JIANGXIN_NATS_URLS", "nats://a:4222, nats://b:4222")
    settings = Settings.load()
    assert settings.nats_seed.get_secret_value() == "secret of nats_seed"
    assert settings.nats_servers == ["nats://a:4222", "nats://b:4222"]
    assert "secret of" not in repr(settings)


def test_a_wrong_value_is_named_and_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIANGXIN_HTTP_PORT", "seventy")
    with pytest.raises(MissingSetting, match="JIANGXIN_HTTP_PORT") as caught:
        Settings.load()
    assert "seventy" not in str(caught.value)
