"""Runs the migrations of metrics' database on the connection handed over by `shared.migrating`."""

from services.metrics.adapters.tables import METADATA
from shared.migrating import run_env

run_env(METADATA)
