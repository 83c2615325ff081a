"""Changing the organisation: what changes, what has to hold, who may, and handing over."""
