"""Whether a person in a browser or a program is asking."""

from starlette.requests import Request


def wants_page(request: Request) -> bool:
    """True for a browser's page request; False under /api/ and when HTML is not accepted."""
    if request.url.path.startswith("/api/"):
        return False
    return "text/html" in request.headers.get("accept", "")
