"""Service items on the desk and in the API."""
