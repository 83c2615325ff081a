"""Runs this service's migrations on the connection that `shared.migrating` hands over."""

from services.ledger.adapters.tables import METADATA
from shared.migrating import run_env

run_env(METADATA)
