"""Attaching evidence to a task, reading it, and clearing away what no task has."""
