"""Settings of where evidence is kept and how much of it is taken."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator

from shared.settings import Settings


class EvidenceSettings(Settings):
    """A part of the ledger's settings."""

    evidence_store: Literal["folder", "s3"] = "folder"
    evidence_folder: Path = Field(
        default=Path("/var/lib/jiangxin/evidence"),
        description="where files are kept; shared by all replicas, and part of every backup",
    )
    evidence_megabytes: int = Field(
        default=20,
        ge=1,
        le=1024,
        description="MiB a file may have: a phone's photo has 3 to 12, a scan of fifty pages about 15",
    )
    evidence_s3_endpoint: str = Field(
        default="", description="https://… of the S3-compatible server; empty: Amazon's own"
    )
    evidence_s3_region: str = "us-east-1"
    evidence_s3_bucket: str = Field(default="", description="one of its own; the server makes it")
    evidence_s3_key_id: SecretStr = Field(default=SecretStr(""), description="secret")
    evidence_s3_secret_key: SecretStr = Field(default=SecretStr(""), description="secret")
    evidence_look_seconds: float = Field(
        default=6 * 3600,
        gt=0,
        description="how often to look for files that no task has; they are a day old at least",
    )

    @property
    def evidence_bytes(self) -> int:
        """As many a file may have."""
        return self.evidence_megabytes * 1024 * 1024

    @model_validator(mode="after")
    def _bucket_is_named(self) -> Self:
        """Half of a store stops the start."""
        secrets = (self.evidence_s3_key_id, self.evidence_s3_secret_key)
        given = (self.evidence_s3_bucket, *(each.get_secret_value() for each in secrets))
        if self.evidence_store == "s3" and not all(given):
            raise ValueError("evidence_store s3 needs evidence_s3_bucket, _key_id and _secret_key")
        return self
