"""An application of one test's own, asked over ASGI: no server, no port."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from starlette.routing import BaseRoute

from shared.web.application import make_application
from shared.web.pages import Pages
from shared.web.session import Officer, TokenVerifier
from shared.web.signing import TokenSigner
from shared.web.site import Site

NOW = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
OWNER = Officer("s-17", "陈立", "market-regulation", frozenset({"owner"}))

MakeClient = Callable[..., httpx.AsyncClient]


def pem_pair() -> tuple[str, str]:
    """A fresh private key and its public key, both in PEM."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return private.decode(), public.decode()


@pytest.fixture(scope="session")
def keys() -> tuple[str, str]:
    """The ledger's key pair."""
    return pem_pair()


@pytest.fixture
def token(keys: tuple[str, str]) -> str:
    """A token of an owner's, good now."""
    return TokenSigner(keys[0]).sign(OWNER)


@pytest.fixture
async def make_client(tmp_path: Path, keys: tuple[str, str]) -> AsyncIterator[MakeClient]:
    """Builds an application from routes and gives a client for it."""
    async with AsyncExitStack() as stack:

        def build(
            *routes: BaseRoute,
            site: Site | None = None,
            templates: Path = tmp_path,
            **options: object,
        ) -> httpx.AsyncClient:
            pages = Pages("intake", templates, site or Site(), "0.1.0", lambda: NOW)
            app = make_application(
                pages=pages,
                routes=routes,
                verifier=TokenVerifier(keys[1]),
                **options,  # type: ignore[arg-type]
            )
            client = httpx.AsyncClient(
                transport=httpx.ASGITransport(app), base_url="http://city.test"
            )
            stack.push_async_callback(client.aclose)
            return client

        yield build


def page_request(**headers: str) -> dict[str, str]:
    """The headers a browser sends when somebody opens a page."""
    return {"accept": "text/html,application/xhtml+xml"} | headers


def in_english(**headers: str) -> dict[str, str]:
    """The headers of a reader of English."""
    return {"accept-language": "en-GB,en;q=0.9"} | headers


def fields_of(answer: httpx.Response) -> Sequence[str]:
    """The fields a problem names, in order."""
    return [error["field"] for error in answer.json()["errors"]]
