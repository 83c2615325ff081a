"""One file a question. Each has a `MEASUREMENT` that `catalogue.py` lists."""
