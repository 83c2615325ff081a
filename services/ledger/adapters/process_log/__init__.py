"""The process log in PostgreSQL."""
