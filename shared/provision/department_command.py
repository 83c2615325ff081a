"""`python -m shared.provision department --nats-folder DIR add | list | replay | remove`."""

import argparse
import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from shared.clock import CHINA
from shared.provision.admission import Admission
from shared.provision.connecting import access_of_job
from shared.provision.departments import Department
from shared.provision.kit import write_kit
from shared.provision.secrets import RELOADING_SEED

Act = Callable[[Admission, argparse.Namespace], list[str]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """As `jiangxin department` has them."""
    parser.add_argument("--nats-folder", type=Path, required=True, metavar="DIR")
    acts = parser.add_subparsers(dest="act", required=True)
    add = acts.add_parser("add", help="let a department in; prints its seed, or writes a folder")
    add.add_argument("code", help="its unit, as in market-regulation")
    add.add_argument("--out", type=Path, metavar="DIR", help="write a folder to hand over")
    add.add_argument("--servers", metavar="URLS", help="as the department reaches them, by comma")
    add.add_argument("--renew", action="store_true", help="shut its old credentials out")
    acts.add_parser("list", help="who is in, and how many events wait")
    again = acts.add_parser("replay", help="have a department read again")
    again.add_argument("code")
    again.add_argument("--since", type=_moment, required=True, metavar="2026-11-01T08:00")
    acts.add_parser("remove", help="shut a department out").add_argument("code")


def run(options: argparse.Namespace) -> list[str]:
    """What was done, in lines."""
    admission = Admission(options.nats_folder, access_of_job(), access_of_job(RELOADING_SEED))
    return ACTS[options.act](admission, options)


def _add(admission: Admission, options: argparse.Namespace) -> list[str]:
    department = Department(options.code)
    seed = asyncio.run(admission.let_in(department, renew=options.renew))
    if options.out is None:
        return [seed]
    inside = admission.provision
    servers = options.servers.split(",") if options.servers else inside.servers
    return write_kit(options.out, department, seed, servers, inside.ca)


def _list(admission: Admission, _options: argparse.Namespace) -> list[str]:
    found = asyncio.run(admission.waiting())
    return [f"{code}: {count} events wait" for code, count in found.items()] or ["nobody is in"]


def _replay(admission: Admission, options: argparse.Namespace) -> list[str]:
    count = asyncio.run(admission.read_again(Department(options.code), options.since))
    return [f"{options.code}: {count} events wait"]


def _remove(admission: Admission, options: argparse.Namespace) -> list[str]:
    asyncio.run(admission.shut_out(Department(options.code)))
    return [f"{options.code} is out"]


ACTS: Mapping[str, Act] = {"add": _add, "list": _list, "replay": _replay, "remove": _remove}


def _moment(text: str) -> datetime:
    """China's time where no zone is given."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=CHINA)
