"""The loop that looks at the clock, and what Prometheus hears of it."""
