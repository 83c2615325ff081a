"""`python -m services.notifier serve | migrate | send-test STAFF`."""

from services.notifier.app import MIGRATIONS, make_app
from services.notifier.commands import COMMANDS
from services.notifier.settings import NotifierSettings
from shared.command_line import main

if __name__ == "__main__":
    main("notifier", NotifierSettings, make_app, MIGRATIONS, COMMANDS)
