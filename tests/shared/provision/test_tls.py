"""NATS over TLS with an authority of one's own: services and departments come in, others do not."""

import asyncio
import inspect
import ipaddress
import ssl
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from shared.messaging.broker import EventBroker
from shared.messaging.bus import security_of
from shared.provision.__main__ import main
from shared.provision.nats_config import NatsAddress
from shared.provision.postgres import DatabaseAddress
from shared.provision.secrets import ensure_secrets
from shared.provision.streams import as_user
from shared.settings import Settings
from tests.servers import NATS_SERVER, free_port, wait_for_port

CODE = "market-regulation"
PLAIN = serialization.NoEncryption()
Key = ec.EllipticCurvePrivateKey
USES = [name for name in inspect.signature(x509.KeyUsage).parameters if name != "self"]


def certificate(
    name: str, signer: tuple[x509.Name, Key] | None = None
) -> tuple[x509.Certificate, Key]:
    """A certificate for 127.0.0.1, or an authority's own where nobody signs it, and its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer, signing = signer or (subject, key)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(hours=1))
    )
    for extension, critical in _extensions(key, signing, authority=signer is None):
        made = made.add_extension(extension, critical)
    return made.sign(signing, hashes.SHA256()), key


def _extensions(
    key: Key, signing: Key, *, authority: bool
) -> Iterator[tuple[x509.ExtensionType, bool]]:
    """Those that Python 3.13 insists on, and the address."""
    yield x509.BasicConstraints(ca=authority, path_length=None), True
    yield x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False
    yield x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False
    if authority:
        uses = dict.fromkeys(USES, False) | {"key_cert_sign": True, "crl_sign": True}
        yield x509.KeyUsage(**uses), True
    else:
        here = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
        yield x509.SubjectAlternativeName([here]), False


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The secrets of an installation whose server runs with TLS, and its address."""
    folder, port = tmp_path_factory.mktemp("tls"), free_port()
    tls = folder / "secrets" / "nats" / "tls"
    tls.mkdir(parents=True)
    authority, authority_key = certificate("authority")
    served, key = certificate("bus", (authority.subject, authority_key))
    pem = serialization.Encoding.PEM
    (tls / "ca.pem").write_bytes(authority.public_bytes(pem))
    (tls / "cert.pem").write_bytes(served.public_bytes(pem))
    (tls / "key.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, PLAIN))
    listen, monitor = f"127.0.0.1:{port}", f"127.0.0.1:{free_port()}"
    address = NatsAddress(listen, monitor, str(folder / "store"), str(tls))
    ensure_secrets(folder / "secrets", DatabaseAddress("127.0.0.1", 5432), address)
    conf = folder / "secrets" / "nats" / "nats.conf"
    server = subprocess.Popen([NATS_SERVER, "-c", conf, "-l", folder / "nats.log"])
    wait_for_port(port, server)
    yield folder / "secrets", f"tls://127.0.0.1:{port}"
    server.terminate()
    server.wait(10)


@pytest.fixture
def job(secured: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The environment of a job of `provision`."""
    secrets, url = secured
    monkeypatch.setenv("JIANGXIN_NATS_URLS", url)
    monkeypatch.setenv("JIANGXIN_SECRETS_DIR", str(secrets / "provision"))
    return secrets


async def test_a_service_and_a_job_connect_and_the_server_is_who_it_says(
    secured: tuple[Path, str], job: Path
) -> None:
    secrets, url = secured
    assert await asyncio.to_thread(main, ["streams"]) == 0
    settings = Settings(
        database_url=SecretStr("unused"),
        nats_urls=url,
        nats_seed=SecretStr((secrets / "ledger" / "nats_seed").read_text()),
        nats_ca=(secrets / "ledger" / "nats_ca").read_text(),
        token_public_key=SecretStr("unused"),
    )
    broker = EventBroker(
        settings.nats_servers,
        service="ledger",
        on_closed=lambda: None,
        security=security_of(settings),
    )
    await broker.connect()
    assert broker.is_connected
    await broker.stop()


async def test_who_does_not_encrypt_or_trusts_another_authority_does_not_connect(
    secured: tuple[Path, str],
) -> None:
    secrets, url = secured
    seed = (secrets / "ledger" / "nats_seed").read_text()
    for stranger in (
        "",
        certificate("stranger")[0].public_bytes(serialization.Encoding.PEM).decode(),
    ):
        with pytest.raises(ssl.SSLError):
            async with as_user("ledger", [url], seed, stranger):
                pass
    reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
    assert b'"tls_required":true' in await reader.readline()
    writer.write(b"CONNECT {}\r\nPING\r\n")
    assert await reader.read(100) == b""
    writer.close()


async def test_a_department_s_sample_comes_in_with_what_is_in_its_folder(
    secured: tuple[Path, str], job: Path, tmp_path: Path
) -> None:
    secrets, url = secured
    assert await asyncio.to_thread(main, ["streams"]) == 0
    command = ["department", "--nats-folder", str(secrets / "nats"), "add", CODE]
    assert await asyncio.to_thread(main, [*command, "--out", str(tmp_path)]) == 0
    seed = (secrets / "ledger" / "nats_seed").read_text()
    async with as_user("ledger", [url], seed, (tmp_path / "ca.pem").read_text()) as js:
        headers = {"ce-id": "1", "ce-type": "ledger.task.dispatched.v1"}
        subject = f"ledger.task.dispatched.v1.{CODE}"
        await js.publish(subject, b'{"title": "ours"}', stream="LEDGER", headers=headers)
    program = await asyncio.create_subprocess_exec(
        sys.executable, str(tmp_path / "consumer.py"), stdout=asyncio.subprocess.PIPE
    )
    assert program.stdout is not None
    line = await asyncio.wait_for(program.stdout.readline(), 20)
    assert line == b'ledger.task.dispatched.v1 {"title": "ours"}\n'
    program.terminate()
    await program.wait()
