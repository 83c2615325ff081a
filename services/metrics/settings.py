"""Settings of metrics: those that every service has."""

from shared.settings import Settings


class MetricsSettings(Settings):
    """Environment variables `JIANGXIN_<FIELD>`, one file per secret in `JIANGXIN_SECRETS_DIR`."""
