"""The process log and the published model for the outside."""
