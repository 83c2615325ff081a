"""`jiangxin department`: `shared/provision/admission.py` on this machine, its refusals in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import asyncpg
from nats.errors import NoServersError

from local.state import State
from local.words import CannotGoOn, say
from shared.language import Text
from shared.provision.admission import Admission, CredentialsRefusedError, NotLetInError
from shared.provision.connecting import Access
from shared.provision.departments import AlreadyAddedError, Department, UnknownFormError
from shared.provision.kit import write_kit
from shared.provision.reload import NotReloadedError
from shared.provision.replay import NothingToReplayError
from shared.provision.secrets import RELOADING_SEED


async def add(state: State, code: str, out: Path, *, renew: bool) -> list[str]:
    """Lets a department in, tries its credentials, and writes its folder.

    Returns:
        Names of the files written.

    Raises:
        CannotGoOn: NATS does not run, the code cannot be one, or the department is in already.
    """
    with _in_words(code):
        department = Department(code)
        seed = await _admission(state).let_in(department, renew=renew)
    await _warn_if_no_unit(state, department)
    return write_kit(out, department, seed, [state.nats_url])


async def waiting(state: State) -> dict[str, int]:
    """Events that wait for each department, by code. Raises CannotGoOn: NATS does not run."""
    with _in_words(""):
        return await _admission(state).waiting()


async def read_again(state: State, code: str, since: datetime) -> int:
    """Puts a department back to an earlier moment; returns how many events wait for it then.

    Raises:
        CannotGoOn: there is nothing since then, or the department was never let in.
    """
    with _in_words(code, since):
        return await _admission(state).read_again(Department(code), since)


async def remove(state: State, code: str) -> None:
    """Shuts a department out at once, and forgets its place.

    Raises:
        CannotGoOn: it was never let in.
    """
    with _in_words(code):
        await _admission(state).shut_out(Department(code))


def _admission(state: State) -> Admission:
    reloading = (state.secrets / "provision" / RELOADING_SEED).read_text()
    servers = [state.nats_url]
    return Admission(
        state.secrets / "nats",
        Access(servers, state.seed("provision")),
        Access(servers, reloading),
    )


@contextmanager
def _in_words(code: str, since: datetime | None = None) -> Iterator[None]:
    """Whatever stands in the way, as a sentence that says what to do."""
    try:
        yield
    except tuple(REFUSALS) as error:
        words = next(words for kind, words in REFUSALS.items() if isinstance(error, kind))
        raise CannotGoOn(words.format(code=code, since=since, error=repr(error))) from error


REFUSALS: dict[type[Exception], Text] = {
    UnknownFormError: Text(
        "“{code}”不是单位代码：只能用小写字母、数字、连字符和下划线，例如 market-regulation。",
        "“{code}” is no unit code: small letters, digits, hyphens and underscores, "
        "as in market-regulation.",
    ),
    AlreadyAddedError: Text(
        "{code} 已有凭据。要换新的（旧的立即失效）：加上 --renew。",
        "{code} has credentials. For new ones, which end the old at once, add --renew.",
    ),
    NotLetInError: Text(
        "{code} 还没有凭据。先执行 jiangxin department add {code}。",
        "{code} has no credentials yet. Run jiangxin department add {code} first.",
    ),
    NothingToReplayError: Text("{since} 之后没有事件。", "There are no events since {since}."),
    FileNotFoundError: Text(
        "凭据不全。先执行 jiangxin down，再执行 jiangxin up --detach。",
        "Credentials are missing. Run jiangxin down, then jiangxin up --detach.",
    ),
    NoServersError: Text(
        "NATS 没有在运行。先执行 jiangxin up --detach。",
        "NATS does not run. Start it first: jiangxin up --detach.",
    ),
    CredentialsRefusedError: Text(
        "新凭据不能用：{error}。请用 --renew 再试一次。",
        "The new credentials do not work: {error}. Try again with --renew.",
    ),
    NotReloadedError: Text(
        "NATS 没有采用新的配置：{error}。", "NATS did not take the new configuration: {error}."
    ),
}


async def _warn_if_no_unit(state: State, department: Department) -> None:
    """A code that is no unit is allowed, since units can be added later; but it may be a slip."""
    try:
        ledger = await asyncpg.connect(state.database_url("ledger"), timeout=5)
    except (OSError, asyncpg.PostgresError):
        return
    try:
        units = [row["code"] for row in await ledger.fetch("SELECT code FROM units ORDER BY code")]
    except asyncpg.PostgresError:
        return
    finally:
        await ledger.close()
    if units and department.code not in units:
        say(
            Text(
                "[yellow]注意：没有代码为 {code} 的单位，暂时不会收到事件。单位：{units}[/]",
                "[yellow]Note: there is no unit {code}, so no event will come. Units: {units}[/]",
            ).format(code=department.code, units=", ".join(units))
        )
