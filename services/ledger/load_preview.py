"""What loading an organisation file would change: for `load --dry-run`, one line an entry."""

import json
from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.organisation_work import organisation_work
from services.ledger.domain.administration.changes import Change
from services.ledger.domain.organisation import Organisation
from services.ledger.handlers.load_organisation import would_change
from services.ledger.settings import LedgerSettings
from services.ledger.terminal import with_engine
from shared.language import Text
from shared.terminal import say


def preview_load(settings: LedgerSettings, listed: Organisation) -> None:
    """Say it; nothing is written."""

    async def compare(engine: AsyncEngine) -> None:
        async with organisation_work(engine) as store:
            changes = await would_change(store, listed)
        for change in changes:
            say(_line(change))
        say(
            Text(
                f"会改 {len(changes)} 项；没有载入。",
                f"{len(changes)} entries would change; nothing was loaded.",
            )
        )

    with_engine(settings, compare)


def _line(change: Change) -> Text:
    where = f"{change.section}: {change.code}"
    if change.before is None:
        return Text(f"+ {where} 新增", f"+ {where} added")
    if change.after is None:
        return Text(f"- {where} 删除", f"- {where} removed")
    differ = ", ".join(_differences(change.before, change.after))
    return Text(f"~ {where} {differ}", f"~ {where} {differ}")


def _differences(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    return [f"{name} {_said(before[name])} → {_said(after[name])}" for name in after]


def _said(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
