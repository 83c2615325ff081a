"""`python -m services.ledger serve | migrate | load | load-calendar | import-items | set-password | …`."""

from services.ledger.settings import LedgerSettings
from shared.command_line import main

if __name__ == "__main__":
    main("services.ledger", LedgerSettings)
