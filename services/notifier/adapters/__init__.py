"""The database of the notifier, and the words of notices.

`tables.py` rows; `directory.py` own copies of staff, units and tasks; `plans.py` from what happened to
notices; `deliveries.py` taking notices up and noting the answers; `queries.py` what pages show;
`letters.py` notices in words.
"""
