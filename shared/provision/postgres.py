"""The statements that give each service a database only it may enter."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

ITERATIONS = 4096
"""PostgreSQL's own default for SCRAM-SHA-256."""


@dataclass(frozen=True)
class DatabaseAddress:
    """Where the services find PostgreSQL."""

    host: str
    port: int

    def url(self, role: str, password: str) -> str:
        return f"postgresql+asyncpg://{role}:{password}@{self.host}:{self.port}/{role}"


def password_in(url: str) -> str:
    """The password of a database URL.

    Raises:
        ValueError: it has none, so nobody could log in with it.
    """
    password = urlsplit(url).password
    if not password:
        raise ValueError("a database_url without a password; remove the file to have it made anew")
    return password


def init_sql(passwords: Mapping[str, str]) -> str:
    """A script for psql: one role and one database per entry, entered by that role only.

    Repeatable: creates what is missing, sets the passwords again. Holds SCRAM verifiers, not
    passwords, and is the same text for the same passwords.
    """
    closed = "REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC;"
    parts = [_role_and_database(role, password) for role, password in passwords.items()]
    return "\n".join(["\\set ON_ERROR_STOP on", closed, *parts])


def _role_and_database(role: str, password: str) -> str:
    verifier = scram_verifier(password, salt=_salt(role, password))
    return f"""
SELECT 'CREATE ROLE {role} LOGIN'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}')
\\gexec
ALTER ROLE {role} PASSWORD '{verifier}';
SELECT 'CREATE DATABASE {role} OWNER {role} TEMPLATE template0 ENCODING ''UTF8'''
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{role}')
\\gexec
REVOKE CONNECT, TEMPORARY ON DATABASE {role} FROM PUBLIC;
"""


def scram_verifier(password: str, salt: bytes) -> str:
    """What PostgreSQL stores instead of the password.

    Source: RFC 5802 §3 and the PostgreSQL manual, "pg_authid", rolpassword.
    """
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, ITERATIONS)
    stored = hashlib.sha256(_hmac(salted, b"Client Key")).digest()
    server = _hmac(salted, b"Server Key")
    return f"SCRAM-SHA-256${ITERATIONS}:{_base64(salt)}${_base64(stored)}:{_base64(server)}"


def _salt(role: str, password: str) -> bytes:
    return _hmac(password.encode(), f"scram salt of {role}".encode())[:16]


def _hmac(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
