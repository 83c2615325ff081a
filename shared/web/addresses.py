"""Addresses derived from the one being read."""

from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request


def address_with(request: Request, **changes: object) -> str:
    """This page's address with query values replaced; None removes one. Relative, starts with /."""
    query = [
        (key, value)
        for key, value in parse_qsl(request.url.query, keep_blank_values=True)
        if key not in changes
    ]
    query += [(key, str(value)) for key, value in changes.items() if value is not None]
    return request.url.path + (f"?{urlencode(query)}" if query else "")
