"""Every measurement there is, in the order they are taken."""

from benchmarks.measurement import Measurement
from benchmarks.measurements import acceptance, chain, latency, registration, relay

MEASUREMENTS: tuple[Measurement, ...] = (
    acceptance.MEASUREMENT,
    registration.MEASUREMENT,
    chain.MEASUREMENT,
    latency.MEASUREMENT,
    relay.MEASUREMENT,
)
BY_NAME = {each.name: each for each in MEASUREMENTS}
