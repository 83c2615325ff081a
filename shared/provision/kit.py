"""The folder another department is given: its secret, where to connect, and programs that run."""

import json
from importlib.resources import files
from pathlib import Path

from shared.events.catalogue import public_events
from shared.provision.departments import Department
from shared.provision.permissions import DEPARTMENT_API, PUBLIC
from shared.provision.vault import write_derived

SAMPLES = ("consumer.py", "requirements.txt", "consumer.mjs", "package.json")
README = "README.md"
CA_FILE = "ca.pem"


def write_kit(
    folder: Path, department: Department, seed: str, servers: list[str], ca: str = ""
) -> list[str]:
    """Everything the department needs, readable by its owner only.

    Args:
        ca: the authority that the server's certificate is from, as PEM; empty without TLS, and
            where every system trusts it.

    Repeatable: overwrites what it wrote before, and leaves other files alone.

    Returns:
        Names of the files, in the order a reader should look at them.
    """
    access = {**connection(department, servers), **({"ca_file": CA_FILE} if ca else {})}
    contents = {
        README: _template(README).format(
            code=department.code, **{**access, "servers": ", ".join(servers)}
        ),
        "connection.json": json.dumps(access, indent=2) + "\n",
        "nats.seed": seed + "\n",
        **({CA_FILE: ca} if ca else {}),
        "subjects.txt": subject_list(department),
        **{name: _template(name) for name in SAMPLES},
    }
    for name, content in contents.items():
        write_derived(folder / name, content)
    return list(contents)


def connection(department: Department, servers: list[str]) -> dict[str, object]:
    """What a client must be told beside the secret."""
    return {
        "servers": servers,
        "stream": PUBLIC,
        "consumer": department.durable,
        "api_prefix": DEPARTMENT_API,
        "inbox_prefix": f"_INBOX_{department.durable}",
    }


def subject_list(department: Department) -> str:
    """One subject a line, each with the first sentence of what it means."""
    meanings = [(event.__doc__ or "").strip().split("\n")[0] for event in public_events()]
    lines = zip(department.subjects, meanings, strict=True)
    return "".join(f"{subject}  # {meaning}\n" for subject, meaning in lines)


def _template(name: str) -> str:
    return (files("shared.provision") / "kit" / name).read_text(encoding="utf-8")
