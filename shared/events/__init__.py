"""What the services tell one another: one frozen class per event, one photograph of its schema.

`envelope.py` what travels around each event; `intake.py`, `ledger.py`, `notifier.py`, `parked.py`
the events by publisher; `catalogue.py` all of them by type. `python -m shared.events` photographs.
"""
