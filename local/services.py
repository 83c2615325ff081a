"""The four services as parts: how each is started, migrated, and told where the others are."""

import asyncio
import hashlib
import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from local.process import Part, last_lines
from local.state import State
from local.words import CannotGoOn
from shared.language import Text
from shared.provision import SERVICES

SECRETS = ("DATABASE_URL", "NATS_SEED", "CONTACT_KEYS", "QUERY_CODE_KEY", "TOKEN_PRIVATE_KEY")
"""Settings that come from the state's own files, whatever this shell has set."""


NICENESS = {"metrics": 15, "notifier": 15}
"""On one machine, those who answer people at a window go before letters and figures."""


def installed_services() -> list[str]:
    """Those of the four that can be started here, in the order to start them."""
    return [name for name in SERVICES if _folder(name) and _can_start(name)]


def service_part(state: State, name: str) -> Part:
    """`python -m services.<name> serve` on its port."""
    return Part(
        name=name,
        command=(sys.executable, "-m", f"services.{name}", "serve"),
        port=state.port(name),
        url=state.url(name),
        readiness="/readyz",
        environment=environment(state, name),
        niceness=NICENESS.get(name, 0),
    )


def environment(state: State, name: str) -> dict[str, str]:
    """What the service reads its settings from; anything else set in this shell passes through."""
    inherited = {k: v for k, v in os.environ.items() if k not in _as_variables(SECRETS)}
    urls = {f"JIANGXIN_{other.upper()}_URL": state.url(other) for other in SERVICES}
    return {
        "JIANGXIN_LOG_FORMAT": "json",
        "JIANGXIN_GATHER_SECONDS": "5",  # who tries it out looks for the second letter at once
        **inherited,
        **urls,
        "JIANGXIN_SECRETS_DIR": str(state.secrets / name),
        "JIANGXIN_EVIDENCE_FOLDER": str(state.evidence),
        "JIANGXIN_NATS_URLS": state.nats_url,
        "JIANGXIN_HTTP_HOST": "127.0.0.1",
        "JIANGXIN_HTTP_PORT": str(state.port(name)),
        "JIANGXIN_SMTP_URL": f"smtp://127.0.0.1:{state.port('mail')}",
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "",  # compiled modules are kept: restarts are quicker by seconds
    }


async def migrate(state: State, name: str) -> None:
    """Brings the service's database up to date.

    Repeatable: does nothing when the same migrations ran for this state before.

    Raises:
        CannotGoOn: a migration failed; the end of its log is in the message.
    """
    stamp, wanted = state.run / f"{name}.migrated", _fingerprint(name)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    await run_job(state, name, "migrate")
    stamp.write_text(wanted)


async def run_job(state: State, name: str, *arguments: str) -> None:
    """`python -m services.<name> <arguments>`, once, to its end; its words go to the service's log.

    Raises:
        CannotGoOn: it failed.
    """
    log = state.logs / f"{name}.log"
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", f"services.{name}", *arguments),
            env=environment(state, name),
            cwd=state.root,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            status = await process.wait()
        except asyncio.CancelledError:
            process.kill()
            await process.wait()
            raise
    if status != 0:
        raise CannotGoOn(_job_failed(name, arguments, log))


def _job_failed(name: str, arguments: Sequence[str], log: Path) -> Text:
    return Text(
        "python -m services.{name} {job} 失败。日志 {log} 的最后几行：\n{tail}",
        "python -m services.{name} {job} failed. The last lines of {log}:\n{tail}",
    ).format(name=name, job=" ".join(arguments), log=log, tail=last_lines(log))


def _fingerprint(name: str) -> str:
    """Changes with any migration; without migrations it is the fingerprint of nothing."""
    digest = hashlib.sha256()
    folder = _folder(name) or Path()
    for file in sorted((folder / "migrations").rglob("*.py")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def _folder(name: str) -> Path | None:
    try:
        spec = importlib.util.find_spec(f"services.{name}")
    except ModuleNotFoundError:
        return None
    return Path(spec.origin).parent if spec and spec.origin else None


def _can_start(name: str) -> bool:
    folder = _folder(name)
    return folder is not None and (folder / "__main__.py").exists()


def _as_variables(fields: Sequence[str]) -> set[str]:
    return {f"JIANGXIN_{field}" for field in fields}
