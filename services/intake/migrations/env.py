"""Alembic's entry: the steps run on the connection that `shared.migrating` hands over."""

from services.intake.adapters.tables import METADATA
from shared.migrating import run_env

run_env(METADATA)
