"""NATS JetStream and the database, joined so that nothing is lost and nothing counts twice.

Way out: `outbox.py` (row in the transaction that changes the state), `relay.py` (row → stream).
Way in: `lingering_pull.py` (messages as soon as they are there), `consuming.py` (one transaction for
a batch with `inbox.py` and `parking.py`). `streams.py` declares everything, `provisioning.py` makes
it so, `broker.py` builds the FastStream broker, `bus.py` is all of it for one service.
"""
