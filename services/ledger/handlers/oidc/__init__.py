"""Signing in with an account of the city's own identity provider."""
