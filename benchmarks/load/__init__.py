"""The load generator: HTTP/1.1 from a process of its own, closed loop or open loop.

Its parent writes an `Order` as JSON to its standard input and reads a `Report` from its standard
output (`calling.py`). Everything is bounded: the number of requests, and the time.
"""
