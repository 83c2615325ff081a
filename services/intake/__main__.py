"""`python -m services.intake serve | migrate | rotate-contacts`."""

from services.intake.app import MIGRATIONS, make_app
from services.intake.commands import COMMANDS
from services.intake.settings import IntakeSettings
from shared.command_line import main

if __name__ == "__main__":
    main("intake", IntakeSettings, make_app, MIGRATIONS, COMMANDS)
