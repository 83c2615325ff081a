"""Use cases around the process log."""
