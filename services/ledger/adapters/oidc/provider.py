"""OpenID Connect as a relying party: discovery, authorization code with PKCE, a verified ID token.

Source: OpenID Connect Core 1.0 §3.1, Discovery 1.0 §4, RFC 7636 (PKCE), RFC 6749 §4.1.
"""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
import jwt

from services.ledger.handlers.oidc.sign_in_with_provider import (
    Leaving,
    NotVouchedFor,
    ProviderAway,
)

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Signatures with a key of the provider's; never `none`, never a shared secret."""
LEEWAY_SECONDS = 30
PATIENCE_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Client:
    """How the ledger is registered with the provider."""

    issuer: str
    client_id: str
    client_secret: str
    scope: str = "openid profile"


class OidcProvider:
    """Reads the provider's description when first needed, its keys each time: they change without notice."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._found: dict[str, Any] = {}

    async def address(self, leaving: Leaving, back: str) -> str:
        """Where the browser goes. Raises `ProviderAway`."""
        digest = hashlib.sha256(leaving.verifier.encode()).digest()
        query = {
            "response_type": "code",
            "client_id": self._client.client_id,
            "redirect_uri": back,
            "scope": self._client.scope,
            "state": leaving.state,
            "nonce": leaving.nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        endpoint = str((await self._description())["authorization_endpoint"])
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"

    async def claims(self, code: str, leaving: Leaving, back: str) -> dict[str, Any]:
        """What the provider says of the person. Raises `ProviderAway`, `NotVouchedFor`."""
        found = await self._description()
        given = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": leaving.verifier,
        }
        basic = httpx.BasicAuth(self._client.client_id, self._client.client_secret)
        async with self._http() as http:
            answer = await _answer(http.post(str(found["token_endpoint"]), data=given, auth=basic))
            if answer.status_code != 200:
                raise NotVouchedFor(f"token endpoint answered {answer.status_code}")
            keys = _json(await _answer(http.get(str(found["jwks_uri"]))))
        token = _json(answer).get("id_token")
        return self._verified(str(token or ""), keys, leaving.nonce)

    async def _description(self) -> dict[str, Any]:
        if not self._found:
            address = self._client.issuer.rstrip("/") + "/.well-known/openid-configuration"
            async with self._http() as http:
                found = _json(await _answer(http.get(address)))
            needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
            if found.get("issuer") != self._client.issuer or not all(map(found.get, needed)):
                raise ProviderAway(f"{address} does not describe {self._client.issuer}")
            self._found = found
        return self._found

    def _verified(self, token: str, keys: dict[str, Any], nonce: str) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                _key_of(token, keys),
                algorithms=list(ALGORITHMS),
                audience=self._client.client_id,
                issuer=self._client.issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iat", "sub", "iss", "aud"]},
            )
        except (jwt.PyJWTError, KeyError) as error:
            raise NotVouchedFor(f"{type(error).__name__}: {error}") from error
        if claims.get("nonce") != nonce:
            raise NotVouchedFor("the nonce is another")
        if claims.get("azp", self._client.client_id) != self._client.client_id:
            raise NotVouchedFor("the token is for another client")
        return claims

    def _http(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(timeout=PATIENCE_SECONDS, follow_redirects=False)


def _key_of(token: str, keys: dict[str, Any]) -> jwt.PyJWK:
    """The key the header names; the only one where it names none."""
    usable = jwt.PyJWKSet.from_dict(keys).keys
    key_id = jwt.get_unverified_header(token).get("kid")
    if key_id is None and len(usable) == 1:
        return usable[0]
    return {key.key_id: key for key in usable}[key_id]


async def _answer(sending: Any) -> httpx.Response:
    try:
        response: httpx.Response = await sending
    except httpx.HTTPError as error:
        raise ProviderAway(type(error).__name__) from error
    if response.status_code >= 500:
        raise ProviderAway(f"answered {response.status_code}")
    return response


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        found = response.json()
    except ValueError as error:
        raise ProviderAway("no JSON") from error
    if response.status_code != 200 or not isinstance(found, dict):
        raise ProviderAway(f"answered {response.status_code}")
    return found
