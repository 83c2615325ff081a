"""办不了、很难办、不给办: obstacles by cause, claimed and resolved."""
