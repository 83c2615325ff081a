"""Runs this service's migrations on the connection that `shared.migrating` hands over."""

from services.ledger.adapters.administration import tables as _administration  # noqa: F401 - likewise
from services.ledger.adapters.beside import registered as _beside  # noqa: F401
from services.ledger.adapters.contacts import tables as _contacts  # noqa: F401 - registers its tables
from services.ledger.adapters.credentials import tables as _credentials  # noqa: F401 - likewise
from services.ledger.adapters.evidence import tables as _evidence  # noqa: F401 - likewise
from services.ledger.adapters.service_items import tables as _items  # noqa: F401 - registers them
from services.ledger.adapters.sessions import tables as _sessions  # noqa: F401 - likewise
from services.ledger.adapters.tables import METADATA
from services.ledger.adapters.timers import tables as _timers  # noqa: F401 - registers its tables
from services.ledger.adapters.worklists import tables as _worklists  # noqa: F401 - likewise
from shared.migrating import run_env

run_env(METADATA)
