"""The ways in: events (`subscriptions.py`), due notices (`deliverer.py`), pages and JSON."""
