"""Talking to an OpenID Connect provider."""
