"""`python -m services.ledger serve | migrate | load FILE.yaml | set-password STAFF | trail-verify`."""

from services.ledger.app import MIGRATIONS, make_app
from services.ledger.commands import COMMANDS
from services.ledger.settings import LedgerSettings
from shared.command_line import main

if __name__ == "__main__":
    main("ledger", LedgerSettings, make_app, MIGRATIONS, COMMANDS)
