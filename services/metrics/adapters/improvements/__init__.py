"""Facts about what is done beside the cases, in the database."""
