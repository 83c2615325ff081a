"""Where firings are kept, and where ripe tasks are found."""
