"""What a notice is about: a task, or an entry of a ledger beside the tasks, and its page on the desk."""

LEDGERS = {
    "quick-fix": "quick-fixes",
    "pain-point": "pain-points",
    "liaison": "liaison",
}


def page_of(number: str) -> str:
    """Where the ledger shows it.

    >>> page_of("261123-000001-07"), page_of("pain-point-3")
    ('/desk/tasks/261123-000001-07', '/desk/ledgers/pain-points/3')
    """
    kind, _, entry = number.rpartition("-")
    if kind in LEDGERS:
        return f"/desk/ledgers/{LEDGERS[kind]}/{entry}"
    return f"/desk/tasks/{number}"
