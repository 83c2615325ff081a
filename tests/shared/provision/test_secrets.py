"""What `python -m shared.provision secrets` leaves in the folder."""

import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from shared.provision import SERVICES
from shared.provision.keys import public_nkey
from shared.provision.nats_config import NatsAddress
from shared.provision.postgres import DatabaseAddress, password_in, scram_verifier
from shared.provision.secrets import ensure_secrets

HERE = DatabaseAddress("127.0.0.1", 5432)


def contents(folder: Path) -> dict[str, str]:
    return {str(f.relative_to(folder)): f.read_text() for f in folder.rglob("*") if f.is_file()}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    ensure_secrets(tmp_path / "secrets", HERE, NatsAddress())
    return tmp_path / "secrets"


def test_every_service_finds_what_it_reads(made: Path) -> None:
    for service in SERVICES:
        fields = {file.name for file in (made / service).iterdir()}
        assert fields >= {"database_url", "nats_seed", "token_public_key"}
        assert (made / service / "nats_seed").read_text().startswith("SU")
    assert (made / "intake" / "contact_keys").read_text().startswith("k1:")
    assert (made / "provision" / "nats_seed").exists()


def test_a_second_run_changes_nothing(made: Path) -> None:
    before = contents(made)
    assert ensure_secrets(made, HERE, NatsAddress()) == []
    assert contents(made) == before


def test_what_is_missing_comes_back_and_the_rest_stays(made: Path) -> None:
    before = contents(made)
    (made / "notifier" / "nats_seed").unlink()
    changed = ensure_secrets(made, HERE, NatsAddress())
    assert changed == ["nats/nats.conf", "notifier/nats_seed"]
    after = contents(made)
    assert {name for name in before if before[name] != after[name]} == set(changed)


def test_a_database_that_moved_keeps_its_password(made: Path) -> None:
    before = (made / "ledger" / "database_url").read_text()
    ensure_secrets(made, DatabaseAddress("db", 6543), NatsAddress())
    after = (made / "ledger" / "database_url").read_text()
    assert "@db:6543/ledger" in after
    assert password_in(after) == password_in(before)


def test_only_the_owner_may_read(made: Path) -> None:
    for file in made.rglob("*"):
        expected = 0o700 if file.is_dir() else 0o600
        assert file.stat().st_mode & 0o777 == expected, file


def test_no_private_key_stands_in_the_servers_files(made: Path) -> None:
    texts = "\n".join(file.read_text() for file in (made / "nats").rglob("*") if file.is_file())
    for service in (*SERVICES, "provision"):
        seed = (made / service / "nats_seed").read_text()
        assert seed not in texts
        assert public_nkey(seed) in texts
    passwords = [password_in((made / s / "database_url").read_text()) for s in SERVICES]
    assert not any(word in (made / "postgres" / "init.sql").read_text() for word in passwords)


def test_what_ledger_signs_everybody_can_verify(made: Path) -> None:
    pem = (made / "ledger" / "token_private_key").read_bytes()
    signature = load_pem_private_key(pem, password=None).sign(b"officer")
    for service in SERVICES:
        public = load_pem_public_key((made / service / "token_public_key").read_bytes())
        public.verify(signature, b"officer")
    assert not (made / "intake" / "token_private_key").exists()


def test_the_scram_verifier_is_the_one_of_rfc_7677() -> None:
    """The server key behind the example of RFC 7677 §3 signs the example's exchange."""
    import base64  # noqa: PLC0415
    import hmac  # noqa: PLC0415

    verifier = scram_verifier("pencil", base64.b64decode("W22ZaJ0SNY7soEsUEjb6gQ=="))
    server_key = base64.b64decode(verifier.rsplit(":", 1)[1])
    exchange = (
        b"n=user,r=rOprNGfwEbeRWgbNEkqO,"
        b"r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
        b"c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
    )
    signature = base64.b64encode(hmac.digest(server_key, exchange, "sha256"))
    assert signature == b"6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "shared.provision", "secrets", "--out", str(tmp_path / "s")]
    first = subprocess.run(command, capture_output=True, text=True, check=True)
    second = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "ledger/token_private_key" in first.stdout.split()
    assert second.stdout.strip() == "secrets: nothing to change"


def test_the_command_says_why_it_cannot(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    command = [sys.executable, "-m", "shared.provision", "secrets", "--out", str(tmp_path / "file")]
    failed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert failed.returncode == 1
    assert "Traceback" not in failed.stderr
