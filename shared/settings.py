"""Settings that every service has. Read once in `__main__`, passed down, never imported from."""

import os
from typing import Any, Literal, Self

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
)


class MissingSetting(SystemExit):
    """A setting is absent or wrong; the message names the variable and the secret file."""


class Settings(BaseSettings):
    """Environment variables `JIANGXIN_<FIELD>`, and one file per secret in `JIANGXIN_SECRETS_DIR`."""

    model_config = SettingsConfigDict(
        env_prefix="JIANGXIN_", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    database_url: SecretStr = Field(description="postgresql+asyncpg://… of this service alone")
    database_pool_size: int = Field(
        default=8, ge=2, le=100, description="connections; two cores feed about eight"
    )
    nats_urls: str = Field(
        default="nats://127.0.0.1:4222", description="every server of the cluster, by comma"
    )
    nats_seed: SecretStr = Field(description="nkey seed of this service's own NATS user")
    nats_ca: str = Field(
        default="",
        description="PEM of the authority that NATS's certificate is from; empty: what the system trusts",
    )
    token_public_key: SecretStr = Field(description="PEM that verifies officers' tokens")
    http_host: str = Field(default="127.0.0.1", description="loopback unless a proxy is in front")
    http_port: int = Field(default=8000, ge=0, le=65535)
    log_format: Literal["json", "console"] = "json"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    stop_grace_seconds: float = Field(
        default=10,
        gt=0,
        description="work in hand may finish; shorter than the orchestrator's kill",
    )
    intake_url: str = Field(default="", description="for links; empty when one host serves all")
    ledger_url: str = ""
    notifier_url: str = ""
    metrics_url: str = ""

    @property
    def nats_servers(self) -> list[str]:
        """The servers to try, in the order given."""
        return [url.strip() for url in self.nats_urls.split(",") if url.strip()]

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then environment variables, then one file a secret named as the field is."""
        folder = os.environ.get("JIANGXIN_SECRETS_DIR")
        files = SecretsSettingsSource(settings_cls, secrets_dir=folder, env_prefix="")
        return init_settings, env_settings, files

    @classmethod
    def load(cls, **overrides: Any) -> Self:
        """Read environment and secret files. Raises `MissingSetting` that names what is wrong."""
        try:
            return cls(**overrides)
        except ValidationError as error:
            raise MissingSetting(_explain(error)) from None


def _explain(error: ValidationError) -> str:
    lines = ["cannot start, settings are missing or wrong:"]
    for item in error.errors(include_url=False, include_input=False):
        field = ".".join(str(part) for part in item["loc"])
        lines.append(
            f"  JIANGXIN_{field.upper()} (or the file {field} in JIANGXIN_SECRETS_DIR): {item['msg']}"
        )
    return "\n".join(lines)
