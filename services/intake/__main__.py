"""`python -m services.intake serve | migrate | rotate-contacts`."""

from services.intake.settings import IntakeSettings
from shared.command_line import main

if __name__ == "__main__":
    main("services.intake", IntakeSettings)
