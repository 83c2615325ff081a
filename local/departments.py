"""`jiangxin department`: letting other departments in, telling who is in, reading again, shutting out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import asyncpg
import nats
from nats.errors import Error as NatsError
from nats.js import JetStreamContext

from local.nats import reload_nats
from local.state import State
from local.words import CannotGoOn, say
from shared.language import Text
from shared.provision.departments import (
    AlreadyAddedError,
    Department,
    UnknownFormError,
    add_department,
    ensure_department_consumer,
    known_departments,
    remove_department,
)
from shared.provision.kit import connection, write_kit
from shared.provision.replay import NothingToReplayError, replay
from shared.provision.streams import as_provision


async def add(state: State, code: str, out: Path, *, renew: bool) -> list[str]:
    """Lets a department in, tries its credentials, and writes its folder.

    Returns:
        Names of the files written.

    Raises:
        CannotGoOn: NATS does not run, the code cannot be one, or the department is in already.
    """
    department = _department(code)
    async with _streams(state) as js:
        await ensure_department_consumer(js, department)
    try:
        seed = add_department(state.secrets / "nats", department, renew=renew)
    except AlreadyAddedError as error:
        raise CannotGoOn(
            Text(
                "{code} 已有凭据。要换新的（旧的立即失效）：加上 --renew。",
                "{code} has credentials. For new ones, which end the old at once, add --renew.",
            ).format(code=code)
        ) from error
    reload_nats(state)
    await _try(state, department, seed)
    await _warn_if_no_unit(state, department)
    return write_kit(out, department, seed, [state.nats_url])


async def waiting(state: State) -> dict[str, int | None]:
    """Events that wait for each department, by code; None where its consumer is missing."""
    found: dict[str, int | None] = {}
    async with _streams(state) as js:
        for department in known_departments(state.secrets / "nats"):
            consumer = department.consumer
            try:
                info = await js.consumer_info(consumer.stream, consumer.name)
                found[department.code] = info.num_pending
            except nats.js.errors.NotFoundError:
                found[department.code] = None
    return found


async def read_again(state: State, code: str, since: datetime) -> int:
    """Puts a department back to an earlier moment; returns how many events wait for it then.

    Raises:
        CannotGoOn: there is nothing since then, or the department was never let in.
    """
    department = _known(state, code)
    async with _streams(state) as js:
        try:
            return await replay(js, department.consumer, since)
        except NothingToReplayError as error:
            raise CannotGoOn(
                Text("{since} 之后没有事件。", "There are no events since {since}.").format(
                    since=since.isoformat()
                )
            ) from error


async def remove(state: State, code: str) -> None:
    """Shuts a department out at once, and forgets its place.

    Raises:
        CannotGoOn: it was never let in.
    """
    department = _known(state, code)
    remove_department(state.secrets / "nats", department)
    reload_nats(state)
    async with _streams(state) as js:
        await js.delete_consumer(department.consumer.stream, department.durable)


def _department(code: str) -> Department:
    try:
        return Department(code)
    except UnknownFormError as error:
        raise CannotGoOn(
            Text(
                "“{code}”不是单位代码：只能用小写字母、数字、连字符和下划线，例如 market-regulation。",
                "“{code}” is no unit code: small letters, digits, hyphens and underscores, "
                "as in market-regulation.",
            ).format(code=code)
        ) from error


def _known(state: State, code: str) -> Department:
    department = _department(code)
    if department not in known_departments(state.secrets / "nats"):
        raise CannotGoOn(
            Text(
                "{code} 还没有凭据。先执行 jiangxin department add {code}。",
                "{code} has no credentials yet. Run jiangxin department add {code} first.",
            ).format(code=code)
        )
    return department


@asynccontextmanager
async def _streams(state: State) -> AsyncIterator[JetStreamContext]:
    try:
        async with as_provision([state.nats_url], state.seed("provision")) as js:
            yield js
    except nats.errors.NoServersError as error:
        raise CannotGoOn(
            Text(
                "NATS 没有在运行。先执行 jiangxin up --detach。",
                "NATS does not run. Start it first: jiangxin up --detach.",
            )
        ) from error


async def _try(state: State, department: Department, seed: str) -> None:
    """As the department would: a credential that does not work is not handed over."""
    access = connection(department, [state.nats_url])
    try:
        client = await nats.connect(
            state.nats_url,
            nkeys_seed_str=seed,
            inbox_prefix=str(access["inbox_prefix"]),
            allow_reconnect=False,
        )
        async with client:
            js = client.jetstream(prefix=str(access["api_prefix"]))
            await js.consumer_info(str(access["stream"]), department.durable)
    except NatsError as error:
        raise CannotGoOn(
            Text(
                "新凭据不能用：{error}。请用 --renew 再试一次。",
                "The new credentials do not work: {error}. Try again with --renew.",
            ).format(error=repr(error))
        ) from error


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
