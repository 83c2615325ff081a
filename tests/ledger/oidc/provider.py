"""A small OpenID Connect provider of the tests' own: real HTTP on loopback, real signatures."""

import asyncio
import base64
import hashlib
import json
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import uvicorn
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.servers import free_port

CLIENT_ID, CLIENT_SECRET = "jiangxin-ledger", "a secret with : and %"


def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@dataclass
class SmallProvider:
    """What it says can be bent by a test: `claims` replace those of the ID token, None takes one away."""

    port: int
    key: rsa.RSAPrivateKey = field(default_factory=rsa_key)
    signs_with: rsa.RSAPrivateKey | None = None
    claims: dict[str, Any] = field(default_factory=dict)
    described: dict[str, Any] = field(default_factory=dict)
    algorithm: str = "RS256"
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}/realm"

    def approve(self, address: str, staff_id: str) -> dict[str, str]:
        """Somebody signs in at the address they were sent to; the query they come back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT_ID
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**asked, "staff_id": staff_id}
        return {"code": code, "state": asked["state"]}

    async def description(self, _: Request) -> Response:
        base = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }
        return JSONResponse(base | self.described)

    async def keys(self, _: Request) -> Response:
        jwk = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        return JSONResponse({"keys": [{**jwk, "kid": "one", "use": "sig"}]})

    async def token(self, request: Request) -> Response:
        """One use a code, for the client that it was given to, with the verifier that fits."""
        form = await request.form()
        basic = base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
        asked = self.codes.pop(str(form.get("code")), None)
        digest = hashlib.sha256(str(form.get("code_verifier")).encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or basic != f"{CLIENT_ID}:{CLIENT_SECRET}"
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != form.get("redirect_uri")
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": f"subject of {asked['staff_id']}",
            "preferred_username": asked["staff_id"],
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 300,
        }
        said = {name: value for name, value in (claims | self.claims).items() if value is not None}
        key: Any = self.signs_with or self.key
        if self.algorithm in ("none", "HS256"):
            key = None if self.algorithm == "none" else CLIENT_SECRET.ljust(32)
        signed = jwt.encode(said, key, self.algorithm, headers={"kid": "one"})
        return JSONResponse({"id_token": signed, "access_token": "-", "token_type": "Bearer"})

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Listens on loopback while the block runs."""
        realm = "/realm"
        app = Starlette(
            routes=[
                Route(f"{realm}/.well-known/openid-configuration", self.description),
                Route(f"{realm}/keys", self.keys),
                Route(f"{realm}/token", self.token, methods=["POST"]),
            ]
        )
        config = uvicorn.Config(app, host="127.0.0.1", port=self.port, log_level="error")
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        yield
        server.should_exit = True
        await task


def new_provider() -> SmallProvider:
    return SmallProvider(free_port())
