"""Every secret of an installation in one folder, and the server files derived from them.

`<service>/<field>` is read by the service of that name (`JIANGXIN_SECRETS_DIR`), `postgres/` and
`nats/` by the servers, `provision/` by the job that makes streams.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from shared.messaging.streams import CONSUMERS
from shared.provision import PROVISION, SERVICES, keys
from shared.provision.nats_config import NatsAddress, departments_conf, server_conf
from shared.provision.permissions import Permissions, of_provision, of_service
from shared.provision.postgres import DatabaseAddress, init_sql, password_in
from shared.provision.vault import keep, write_derived

OWN_SECRETS: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "intake": {
        "contact_keys": keys.new_contact_keys,
        "query_code_key": keys.new_query_code_key,
    },
    "ledger": {"token_private_key": keys.new_signing_key},
}
"""What only one service has, beside what all have."""

REBUILDS_BY_REPLAY = "metrics"

RELOADING_SEED = "reloading_seed"
"""Beside `provision/nats_seed`: of the user who has servers read their configuration again."""


def ensure_secrets(out: Path, database: DatabaseAddress, nats: NatsAddress) -> list[str]:
    """Makes what is missing under `out`, readable by its owner only.

    Repeatable: no secret is ever replaced. Addresses in `database_url` and the servers' files
    follow the arguments. NATS asks for TLS where `nats/tls/cert.pem` was put.

    Returns:
        Paths, relative to `out`, of the files that were made or changed; sorted.
    """
    before = _contents(out)
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    for service, secrets in OWN_SECRETS.items():
        for field, make in secrets.items():
            keep(out / service / field, make)
    public_key = keys.verifying_key(
        keep(out / "ledger" / "token_private_key", keys.new_signing_key)
    )
    for service in SERVICES:
        write_derived(out / service / "token_public_key", public_key)
    _write_postgres(out, _passwords(out, database))
    _hand_out_authority(out)
    _write_nats(out, nats)
    after = _contents(out)
    return sorted(path for path, content in after.items() if before.get(path) != content)


def write_departments(folder: Path) -> bool:
    """Puts the departments that are known into the server's configuration; False if unchanged."""
    known = folder / "departments"
    public_keys = {file.name: file.read_text().strip() for file in known.glob("department-*")}
    return write_derived(folder / "departments.conf", departments_conf(public_keys))


def _passwords(out: Path, database: DatabaseAddress) -> dict[str, str]:
    return {
        service: _password(out / service / "database_url", service, database)
        for service in SERVICES
    }


def _password(file: Path, role: str, database: DatabaseAddress) -> str:
    password = password_in(keep(file, lambda: database.url(role, keys.new_password())))
    kept = urlsplit(file.read_text())
    if (kept.hostname, kept.port) != (database.host, database.port):
        write_derived(file, database.url(role, password))
    return password


def _write_postgres(out: Path, passwords: Mapping[str, str]) -> None:
    keep(out / "postgres" / "password", keys.new_password)
    write_derived(out / "postgres" / "init.sql", init_sql(passwords))


def _write_nats(out: Path, nats: NatsAddress) -> None:
    reloading = keep(out / PROVISION / RELOADING_SEED, keys.new_nkey_seed)
    if not (out / "nats" / "tls" / "cert.pem").exists():
        nats = replace(nats, tls="")
    conf = server_conf(nats, list(_users(out)), keys.public_nkey(reloading))
    write_derived(out / "nats" / "nats.conf", conf)
    write_departments(out / "nats")


def _hand_out_authority(out: Path) -> None:
    """`nats/tls/ca.pem`, where the operator put one, becomes everybody's `nats_ca`."""
    authority = out / "nats" / "tls" / "ca.pem"
    if authority.exists():
        for user in (*SERVICES, PROVISION):
            write_derived(out / user / "nats_ca", authority.read_text())


def _users(out: Path) -> Iterator[tuple[str, Permissions]]:
    for service in SERVICES:
        may_rebuild = service == REBUILDS_BY_REPLAY
        yield _public_key(out, service), of_service(service, CONSUMERS, may_rebuild=may_rebuild)
    yield _public_key(out, PROVISION), of_provision()


def _public_key(out: Path, user: str) -> str:
    return keys.public_nkey(keep(out / user / "nats_seed", keys.new_nkey_seed))


def _contents(out: Path) -> dict[str, str]:
    files = (file for file in out.rglob("*") if file.is_file())
    return {str(file.relative_to(out)): file.read_text(encoding="utf-8") for file in files}
