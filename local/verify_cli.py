"""What `jiangxin verify` prints: a table or JSON, and meanwhile how much is still to be read."""

import asyncio
import json
from dataclasses import asdict

from rich.table import Table

from local.checks import Check
from local.state import State
from local.verify import Found, Look, Verdict, verify
from local.words import console, in_words, say
from shared.language import Text

SHOWN = 20
"""Offending numbers printed for each check; JSON has all of them."""


def run(state: State, *, as_data: bool, within: float) -> int:
    """Verify and print. Returns the exit code."""
    with console.status("") as status:

        def tell(look: Look) -> None:
            status.update(in_words(_to_go(look)))

        found = asyncio.run(verify(state, within=within, tell=tell))
    if as_data:
        print(json.dumps(as_json(found), ensure_ascii=False))
    else:
        console.print(as_table(found))
        if found.verdict is Verdict.STILL_READING:
            say(_to_go(found.look))
    return int(found.verdict)


def as_json(found: Found) -> dict[str, object]:
    return {
        "clean": found.verdict is Verdict.HOLDS,
        "verdict": found.verdict.name.lower().replace("_", "-"),
        "to_go": found.look.to_go,
        "checks": [{**asdict(check), "holds": check.holds} for check in found.look.checks],
    }


def as_table(found: Found) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in (Text("核对", "check"), Text("数量", "count"), Text("结果", "result")):
        table.add_column(in_words(heading), overflow="fold")
    for check in found.look.checks:
        on_its_way = found.verdict is Verdict.STILL_READING and check.cured_by_time
        table.add_row(
            in_words(Text(check.zh, check.en)), str(check.count), _result(check, on_its_way)
        )
    return table


def _to_go(look: Look) -> Text:
    parts = ", ".join(f"{name} {count}" for name, count in look.to_go.items())
    total = sum(look.to_go.values())
    return Text(
        "[yellow]还在读取，尚余 {total} 条[/]（{parts}）。稍后再执行，或用 --within 多等一会儿。",
        "[yellow]Still reading, {total} to go[/] ({parts}). Run it again shortly, or wait longer "
        "with --within.",
    ).format(total=total, parts=parts or "–")


def _result(check: Check, on_its_way: bool) -> str:
    if check.holds:
        return in_words(Text("[green]✓ 相符[/]", "[green]✓ holds[/]"))
    if on_its_way:
        return in_words(
            Text("[yellow]… {n} 条在途[/]", "[yellow]… {n} on their way[/]").format(
                n=len(check.offending)
            )
        )
    shown = ", ".join(check.offending[:SHOWN])
    more = len(check.offending) - SHOWN
    rest = Text(f" …… 另有 {more} 个", f" … and {more} more") if more > 0 else Text("", "")
    word = in_words(Text("不符", "does not hold"))
    return f"[red]✗ {word}[/]: {shown}{in_words(rest)}"
