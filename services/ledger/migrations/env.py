"""Runs this service's migrations on the connection that `shared.migrating` hands over."""

from services.ledger.adapters.all_tables import METADATA
from shared.migrating import run_env

run_env(METADATA)
