"""Changing the organisation by hand, trying rules before they hold, leaving."""
