"""Makes what the parts need before they can meet: secrets, server configuration, streams."""

SERVICES = ("intake", "ledger", "notifier", "metrics")
"""Every service has a database, a database role and a NATS user of this name."""

PROVISION = "provision"
"""The NATS user that creates streams and consumers, and nothing else."""

RELOADING = "reloading"
"""The NATS user that has servers read their configuration again, and nothing else."""
