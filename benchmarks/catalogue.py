"""Every measurement there is, in the order they are taken."""

from benchmarks.measurement import Measurement
from benchmarks.measurements import (
    acceptance,
    chain,
    desk,
    facts,
    latency,
    notices,
    peer,
    registration,
    relay,
)

MEASUREMENTS: tuple[Measurement, ...] = (
    acceptance.MEASUREMENT,
    registration.MEASUREMENT,
    chain.MEASUREMENT,
    latency.MEASUREMENT,
    peer.MEASUREMENT,
    relay.MEASUREMENT,
    notices.MEASUREMENT,
    facts.MEASUREMENT,
    desk.MEASUREMENT,
)
BY_NAME = {each.name: each for each in MEASUREMENTS}
