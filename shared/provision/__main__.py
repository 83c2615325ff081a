"""`python -m shared.provision secrets --out DIR`, `… streams`, `… department CODE`, `… departments`."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from nats.errors import Error as NatsError

from shared.provision.departments import (
    Department,
    add_department,
    ensure_department_consumer,
    known_departments,
)
from shared.provision.kit import write_kit
from shared.provision.nats_config import NatsAddress
from shared.provision.postgres import DatabaseAddress
from shared.provision.secrets import ensure_secrets
from shared.provision.streams import address_and_seed, as_provision, ensure_streams


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 when everything is as it should be, 1 with one sentence when it could not be."""
    options = _parser().parse_args(arguments)
    try:
        said = JOBS[options.job](options)
    except (OSError, ValueError, KeyError, NatsError) as error:
        print(f"{options.job}: {type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201
        return 1
    print("\n".join(said) or f"{options.job}: nothing to change")  # noqa: T201
    return 0


def _secrets(options: argparse.Namespace) -> list[str]:
    database = DatabaseAddress(options.database_host, options.database_port)
    nats = NatsAddress(options.nats_listen, options.nats_monitor, options.nats_store)
    return ensure_secrets(options.out, database, nats)


def _streams(options: argparse.Namespace) -> list[str]:
    servers, seed = address_and_seed()
    limit_bytes = int(options.limit_gib * (1 << 30))
    return asyncio.run(
        ensure_streams(servers, seed, limit_bytes=limit_bytes, replicas=options.replicas)
    )


def _department(options: argparse.Namespace) -> list[str]:
    """The consumer first: without it the credentials would be of no use, and not made again."""
    department = Department(options.code)
    asyncio.run(_consumer_of(department))
    seed = add_department(options.nats_folder, department, renew=options.renew)
    if options.out is None:
        return [seed]
    servers = options.servers.split(",") if options.servers else address_and_seed()[0]
    return write_kit(options.out, department, seed, servers)


def _departments(options: argparse.Namespace) -> list[str]:
    return asyncio.run(_waiting(known_departments(options.nats_folder)))


async def _waiting(departments: Sequence[Department]) -> list[str]:
    """Makes the consumers that are missing, as after a loss of the streams."""
    said = []
    async with as_provision(*address_and_seed()) as js:
        for department in departments:
            changed = await ensure_department_consumer(js, department)
            info = await js.consumer_info(department.consumer.stream, department.durable)
            said += [changed] if changed else []
            said.append(f"{department.code}: {info.num_pending} events wait")
    return said


async def _consumer_of(department: Department) -> None:
    async with as_provision(*address_and_seed()) as js:
        await ensure_department_consumer(js, department)


JOBS: Mapping[str, Callable[[argparse.Namespace], list[str]]] = {
    "secrets": _secrets,
    "streams": _streams,
    "department": _department,
    "departments": _departments,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m shared.provision", description=__doc__)
    jobs = parser.add_subparsers(dest="job", required=True)
    secrets = jobs.add_parser("secrets", help="make missing secrets and the servers' files")
    secrets.add_argument("--out", type=Path, required=True, metavar="DIR")
    secrets.add_argument("--database-host", default="127.0.0.1", metavar="H")
    secrets.add_argument("--database-port", type=int, default=5432, metavar="P")
    address = NatsAddress()
    secrets.add_argument("--nats-listen", default=address.listen, metavar="HOST:PORT")
    secrets.add_argument("--nats-monitor", default=address.monitor, metavar="HOST:PORT")
    secrets.add_argument("--nats-store", default=address.store, metavar="DIR")
    streams = jobs.add_parser("streams", help="make streams and consumers as declared")
    streams.add_argument("--replicas", type=int, default=1, choices=(1, 3, 5))
    streams.add_argument("--limit-gib", type=float, default=1, help="room for a publisher's stream")
    department = jobs.add_parser(
        "department", help="let a department in, print its seed; then send NATS SIGHUP, twice"
    )
    department.add_argument("code", help="its unit, as in market-regulation")
    department.add_argument("--nats-folder", type=Path, required=True, metavar="DIR")
    department.add_argument(
        "--out", type=Path, metavar="DIR", help="write a folder to hand over; nothing is printed"
    )
    department.add_argument(
        "--servers", metavar="URLS", help="as the department reaches them, by comma"
    )
    department.add_argument("--renew", action="store_true", help="shut its old credentials out")
    departments = jobs.add_parser("departments", help="who is in, and how many events wait")
    departments.add_argument("--nats-folder", type=Path, required=True, metavar="DIR")
    return parser


if __name__ == "__main__":
    sys.exit(main())
