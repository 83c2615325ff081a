"""The NATS server's configuration as text. It holds public keys only."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.provision.permissions import (
    DEPARTMENT_API,
    PUBLIC,
    Permissions,
    of_department,
    of_reloading,
)

DO_NOT_EDIT = "# Written by `python -m shared.provision`; what is changed by hand is lost."


@dataclass(frozen=True)
class NatsAddress:
    """Where the server listens and keeps its streams."""

    listen: str = "127.0.0.1:4222"
    monitor: str = "127.0.0.1:8222"
    store: str = "/data"
    tls: str = ""
    """The folder of its `cert.pem` and `key.pem`, as the server sees it; empty: no TLS."""


def server_conf(
    address: NatsAddress, users: Sequence[tuple[str, Permissions]], reloading: str
) -> str:
    """The main file; departments are included, so that adding one does not touch this text.

    Args:
        users: public nkey and permissions of everybody in the account of the services.
        reloading: public nkey of the one user in the system's account.
    """
    return f"""{DO_NOT_EDIT}
listen: {_quoted(address.listen)}
http: {_quoted(address.monitor)}
max_payload: 1MB
{_tls(address.tls)}
jetstream {{
  store_dir: {_quoted(address.store)}
  # The default, every two minutes, loses acknowledged messages when the power fails.
  sync_interval: always
}}

system_account: SYS
accounts {{
  SYS {{
    users: [
{_users([(reloading, of_reloading())])}
    ]
  }}
  CORE {{
    jetstream: enabled
    users: [
{_users(users)}
    ]
    exports: [
      {{ service: "$JS.API.CONSUMER.INFO.{PUBLIC}.*" }}
      {{ service: "$JS.API.CONSUMER.MSG.NEXT.{PUBLIC}.*", response_type: stream }}
      {{ service: "$JS.ACK.{PUBLIC}.>" }}
    ]
  }}
  include "departments.conf"
}}
"""


def _tls(folder: str) -> str:
    """Everybody's connection is encrypted then: the server refuses who does not."""
    if not folder:
        return ""
    cert, key = _quoted(f"{folder}/cert.pem"), _quoted(f"{folder}/key.pem")
    return f"tls {{ cert_file: {cert}, key_file: {key}, timeout: 5 }}\n"


def departments_conf(public_keys: Mapping[str, str]) -> str:
    """One account per durable name, in alphabetical order.

    An account of its own, and not one for all departments: the answer to MSG.NEXT goes to any
    reply subject of the asker's account, so a shared account would let one department write
    into another's inbox.
    """
    accounts = [_department(name, public_keys[name]) for name in sorted(public_keys)]
    return "\n".join([DO_NOT_EDIT, *accounts]) + "\n"


def _department(durable: str, public_key: str) -> str:
    api = f"CONSUMER.{{call}}.{PUBLIC}.{durable}"
    info, following = api.format(call="INFO"), api.format(call="MSG.NEXT")
    acknowledge = f"$JS.ACK.{PUBLIC}.{durable}.>"
    return f"""{durable} {{
  users: [
{_users([(public_key, of_department(durable))])}
  ]
  imports: [
    {{ service: {{ account: CORE, subject: "$JS.API.{info}" }}, to: "{DEPARTMENT_API}.{info}" }}
    {{ service: {{ account: CORE, subject: "$JS.API.{following}" }},
       to: "{DEPARTMENT_API}.{following}" }}
    {{ service: {{ account: CORE, subject: "{acknowledge}" }} }}
  ]
}}"""


def _users(users: Sequence[tuple[str, Permissions]]) -> str:
    return "\n".join(_user(key, permissions) for key, permissions in users)


def _user(public_key: str, permissions: Permissions) -> str:
    answers = (
        '\n        allow_responses: { max: 1, expires: "30s" }' if permissions.responds else ""
    )
    return f"""      {{ nkey: {public_key}, permissions: {{
        publish: {{ allow: {_list(permissions.publish)} }}
        subscribe: {{ allow: {_list(permissions.subscribe)} }}{answers}
      }} }}"""


def _list(subjects: Sequence[str]) -> str:
    lines = "".join(f"\n          {_quoted(subject)}" for subject in subjects)
    return f"[{lines}\n        ]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
