"""`python -m services.notifier serve | migrate | send-test STAFF`."""

from services.notifier.settings import NotifierSettings
from shared.command_line import main

if __name__ == "__main__":
    main("services.notifier", NotifierSettings)
