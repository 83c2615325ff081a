"""`python -m shared.provision secrets --out DIR` and `python -m shared.provision streams`."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from nats.errors import Error as NatsError

from shared.provision.nats_config import NatsAddress
from shared.provision.postgres import DatabaseAddress
from shared.provision.secrets import ensure_secrets
from shared.provision.streams import ensure_streams_from_environment


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 when everything is as it should be, 1 with one sentence when it could not be."""
    options = _parser().parse_args(arguments)
    try:
        changed = (
            _secrets(options) if options.job == "secrets" else ensure_streams_from_environment()
        )
    except (OSError, ValueError, KeyError, NatsError) as error:
        print(f"{options.job}: {type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201
        return 1
    print("\n".join(changed) or f"{options.job}: nothing to change")  # noqa: T201
    return 0


def _secrets(options: argparse.Namespace) -> list[str]:
    database = DatabaseAddress(options.database_host, options.database_port)
    nats = NatsAddress(options.nats_listen, options.nats_monitor, options.nats_store)
    return ensure_secrets(options.out, database, nats)


def _streams(_options: argparse.Namespace) -> list[str]:
    return ensure_streams_from_environment()


JOBS: Mapping[str, Callable[[argparse.Namespace], list[str]]] = {
    "secrets": _secrets,
    "streams": _streams,
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
    jobs.add_parser("streams", help="make streams and consumers as declared")
    return parser


if __name__ == "__main__":
    sys.exit(main())
