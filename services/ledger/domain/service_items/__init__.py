"""Service items: what people come for, as guides that change by comparable versions."""
