"""Where changes of the organisation are kept, and how open tasks change hands."""
