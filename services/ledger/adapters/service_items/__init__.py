"""Service items in the database and in files."""
