"""Posting JSON to a web address, and telling refusals from postponements and from not knowing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx

from services.notifier.domain.outcome import Outcome, accepted, postponed, refused, unknown

WRONG_REQUEST = frozenset({400, 404, 405, 410, 413, 414, 415, 422})
"""Statuses that no repetition changes. 401 and 403 are not among them: credentials get mended."""

Judge = Callable[[httpx.Response], Outcome]


@dataclass(frozen=True, slots=True)
class Target:
    """Where and how to post."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    auth: tuple[str, str] | None = None


class HttpPoster:
    """Posts within a time limit. Never raises for what a server does."""

    def __init__(self, *, timeout_seconds: float = 15, reuse_connections: bool = True) -> None:
        # A connection that the server has just closed looks like silence after handing over. Where
        # a repetition is not recognised, each message has a connection of its own.
        limits = httpx.Limits(max_keepalive_connections=20 if reuse_connections else 0)
        self._client = httpx.AsyncClient(timeout=timeout_seconds, limits=limits)

    async def post(self, target: Target, body: Mapping[str, Any], judge: Judge) -> Outcome:
        """Post, and let `judge` read an answer of 2xx."""
        host = urlsplit(target.url).hostname
        try:
            response = await self._client.post(
                target.url,
                json=body,
                headers=dict(target.headers),
                auth=target.auth or httpx.USE_CLIENT_DEFAULT,
            )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            return postponed(f"cannot connect to {host}: {error or type(error).__name__}")
        except (httpx.ReadError, httpx.ReadTimeout, httpx.RemoteProtocolError) as error:
            return unknown(f"no answer from {host} after handing over: {type(error).__name__}")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return postponed(f"cannot post to {host}: {type(error).__name__}")
        return judge(response) if response.is_success else not_taken(response)

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.aclose()


def any_success(response: httpx.Response) -> Outcome:
    """For servers that say it all with the status."""
    return accepted(f"{response.status_code} {response.reason_phrase}")


def code_zero(*fields: str, words: str) -> Judge:
    """For bots that answer 200 to everything: accepted only when the first of `fields` found is 0.

    Any other code is tried again: it may be a limit of the moment, and settings get mended.
    """

    def judge(response: httpx.Response) -> Outcome:
        try:
            body = response.json()
        except ValueError:
            body = None
        if not isinstance(body, dict):
            return postponed(f"{response.status_code}, but the answer is not the bot's")
        codes = [body[name] for name in fields if name in body]
        said = f"{codes[0] if codes else 'no code'} {body.get(words, '')}".strip()
        return accepted(said) if codes and codes[0] == 0 else postponed(said)

    return judge


def not_taken(response: httpx.Response) -> Outcome:
    """For an answer that is not 2xx."""
    said = f"{response.status_code} {response.reason_phrase}: {response.text[:200]}"
    if response.status_code in WRONG_REQUEST:
        return refused(said)
    seconds = response.headers.get("retry-after", "")
    return postponed(said, timedelta(seconds=int(seconds)) if seconds.isdecimal() else None)
