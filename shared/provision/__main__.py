"""`python -m shared.provision secrets --out DIR`, `… streams`, `… department add | list | …`."""

import argparse
import asyncio
import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from nats.errors import Error as NatsError

from shared.provision import department_command
from shared.provision.connecting import access_of_job
from shared.provision.nats_config import NatsAddress
from shared.provision.postgres import DatabaseAddress
from shared.provision.secrets import ensure_secrets
from shared.provision.streams import ensure_streams


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 when everything is as it should be, 1 with one sentence when it could not be."""
    options = _parser().parse_args(arguments)
    logging.getLogger("asyncio").setLevel(logging.ERROR)  # it remarks on how every TLS stream ends
    try:
        said = JOBS[options.job](options)
    except (OSError, ValueError, LookupError, NatsError, RuntimeError) as error:
        print(f"{options.job}: {type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201
        return 1
    print("\n".join(said) or f"{options.job}: nothing to change")  # noqa: T201
    return 0


def _secrets(options: argparse.Namespace) -> list[str]:
    database = DatabaseAddress(options.database_host, options.database_port)
    nats = NatsAddress(
        options.nats_listen, options.nats_monitor, options.nats_store, options.nats_tls
    )
    return ensure_secrets(options.out, database, nats)


def _streams(options: argparse.Namespace) -> list[str]:
    limit_bytes = int(options.limit_gib * (1 << 30))
    return asyncio.run(
        ensure_streams(*access_of_job(), limit_bytes=limit_bytes, replicas=options.replicas)
    )


JOBS: Mapping[str, Callable[[argparse.Namespace], list[str]]] = {
    "secrets": _secrets,
    "streams": _streams,
    "department": department_command.run,
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
    secrets.add_argument(
        "--nats-tls",
        default=address.tls,
        metavar="DIR",
        help="where the server sees the folder nats/tls; used once cert.pem is in it",
    )
    streams = jobs.add_parser("streams", help="make streams and consumers as declared")
    streams.add_argument("--replicas", type=int, default=1, choices=(1, 3, 5))
    streams.add_argument("--limit-gib", type=float, default=1, help="room for a publisher's stream")
    department_command.add_arguments(
        jobs.add_parser("department", help="other departments: let in, list, read again, shut out")
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
