"""Firing what the clock calls for."""
