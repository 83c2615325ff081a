"""What runs in a state folder, as data and as a table."""

import asyncio
from dataclasses import dataclass

from rich.table import Table

from local import traces
from local.probing import probe_of
from local.state import OFFSETS, State, supervisor_pid
from local.words import in_words
from shared.language import Text


@dataclass(frozen=True)
class Standing:
    """One process now. `pid` is None when it does not run."""

    name: str
    kind: str
    pid: int | None
    url: str
    ready: bool
    restarts: int
    log: str


async def standings(state: State) -> list[Standing]:
    """Every process that was started here and not stopped, servers last."""
    order = list(OFFSETS)
    known = sorted(traces.found(state), key=lambda t: order.index(t.name))
    return list(await asyncio.gather(*(_standing(trace) for trace in known)))


async def _standing(trace: traces.Trace) -> Standing:
    alive = trace.alive()
    return Standing(
        name=trace.name,
        kind="server" if trace.name in ("nats", "postgres", "mail") else "service",
        pid=trace.pid if alive else None,
        url=trace.url,
        ready=alive and await probe_of(trace.port, trace.readiness)(),
        restarts=trace.restarts,
        log=trace.log,
    )


def as_json(state: State, found: list[Standing]) -> dict[str, object]:
    """`services` holds services and servers alike; `supervisor` is None when nobody watches them."""
    return {
        "state": str(state.root),
        "base_port": state.base_port,
        "supervisor": supervisor_pid(state),
        "services": [vars(standing) for standing in found],
    }


def as_table(found: list[Standing]) -> Table:
    """One line a process, with the word beside the sign."""
    headings = (
        Text("部件", "part"),
        Text("状态", "state"),
        Text("进程", "process"),
        Text("地址", "address"),
        Text("重启", "restarts"),
    )
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(in_words(heading))
    for each in found:
        table.add_row(each.name, _state(each), str(each.pid or "–"), each.url, str(each.restarts))
    return table


def _state(standing: Standing) -> str:
    if standing.ready:
        return in_words(Text("[green]● 就绪[/]", "[green]● ready[/]"))
    if standing.pid:
        return in_words(Text("[yellow]◐ 未就绪[/]", "[yellow]◐ not ready[/]"))
    return in_words(Text("[red]○ 已停[/]", "[red]○ stopped[/]"))
