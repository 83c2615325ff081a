"""Alembic's entry to the notifier's migrations."""

from services.notifier.adapters.tables import METADATA
from shared.migrating import run_env

run_env(METADATA)
