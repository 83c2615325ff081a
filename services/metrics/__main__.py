"""`python -m services.metrics serve | migrate | rebuild`."""

from services.metrics.settings import MetricsSettings
from shared.command_line import main

if __name__ == "__main__":
    main("services.metrics", MetricsSettings)
