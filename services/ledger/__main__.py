"""`python -m services.ledger serve | migrate | load | load-calendar | set-password | trail-verify`."""

from services.ledger.settings import LedgerSettings
from shared.command_line import main

if __name__ == "__main__":
    main("services.ledger", LedgerSettings)
