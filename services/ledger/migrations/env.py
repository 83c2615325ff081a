"""Runs this service's migrations on the connection that `shared.migrating` hands over."""

from services.ledger.adapters.beside import registered as _beside  # noqa: F401
from services.ledger.adapters.tables import METADATA
from services.ledger.adapters.timers import tables as _timers  # noqa: F401 - registers its tables
from shared.migrating import run_env

run_env(METADATA)
