"""Passwords that people set themselves, and the codes that let them set the first one."""
