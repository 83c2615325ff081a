"""Which column fills which field: recognised, told on the command line, or saved earlier."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.importing.headers import KNOWN, OWN, recognise
from local.words import CannotGoOn
from shared.language import Text

NEEDED = ("content",)
"""Without it there is nothing to complain about; a missing title is made from the content."""


@dataclass(frozen=True)
class FieldMap:
    """Field → column."""

    columns: Mapping[str, str]
    told: frozenset[str] = frozenset()
    """Fields that a person has named the column of."""

    def trusts(self, field: str) -> bool:
        """The values are ours: a code, a channel. Else they are somebody else's words for it."""
        return field in self.told or self.columns.get(field) in OWN

    def unused(self, columns: Sequence[str]) -> list[str]:
        """Columns that nothing is taken from."""
        used = set(self.columns.values())
        return [column for column in columns if column not in used]


NOTHING_SAVED = FieldMap({})


def field_map(
    columns: Sequence[str], told: Sequence[str], saved: FieldMap = NOTHING_SAVED
) -> FieldMap:
    """What is recognised, overruled by what was saved, overruled by what is told.

    Args:
        told: `FIELD=COLUMN` each, as on the command line; an empty COLUMN leaves the field out.

    Raises:
        CannotGoOn: a field or a column that does not exist, or no column for the content.
    """
    named = dict(_split(each) for each in told)
    for field, column in {**saved.columns, **named}.items():
        _check(field, column, columns)
    merged = {**recognise(columns), **saved.columns, **named}
    found = FieldMap({f: c for f, c in merged.items() if c}, saved.told | frozenset(named))
    for field in NEEDED:
        if field not in found.columns:
            raise CannotGoOn(_nothing_for(field, columns))
    return found


def save_map(folder: Path, name: str, chosen: FieldMap) -> None:
    """Keeps the whole map, so that the next file of that source needs no words."""
    file = _file(folder)
    maps = _load(file)
    maps[name] = {"columns": dict(chosen.columns), "told": sorted(chosen.told)}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(maps, ensure_ascii=False, indent=2), encoding="utf-8")


def saved_map(folder: Path, name: str) -> FieldMap:
    """A map saved before.

    Raises:
        CannotGoOn: there is none of that name; those there are, are named.
    """
    maps = _load(_file(folder))
    if name not in maps:
        raise CannotGoOn(
            Text(
                "没有保存过名为“{name}”的对应关系。已保存：{known}",
                "No map was saved as “{name}”. Saved: {known}",
            ).format(name=name, known="、".join(maps) or "–")
        )
    return FieldMap(maps[name]["columns"], frozenset(maps[name]["told"]))


def _load(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else {}


def _file(folder: Path) -> Path:
    return folder / "maps.json"


def _split(told: str) -> tuple[str, str]:
    field, equals, column = told.partition("=")
    if not equals:
        raise CannotGoOn(
            Text(
                "--map 应写作 字段=列名，例如 --map title=标题，而不是“{told}”。",
                "--map is written FIELD=COLUMN, as in --map title=标题, not “{told}”.",
            ).format(told=told)
        )
    return field.strip(), column.strip()


def _check(field: str, column: str, columns: Sequence[str]) -> None:
    if field not in KNOWN:
        raise CannotGoOn(
            Text(
                "没有“{field}”这个字段。可用：{known}", "No field “{field}”. Fields: {known}"
            ).format(field=field, known=", ".join(KNOWN))
        )
    if column and column not in columns:
        raise CannotGoOn(
            Text(
                "文件里没有“{column}”列。列名：{columns}",
                "The file has no column “{column}”. Columns: {columns}",
            ).format(column=column, columns=", ".join(columns))
        )


def _nothing_for(field: str, columns: Sequence[str]) -> Text:
    return Text(
        "不知道哪一列是内容。请用 --map {field}=列名 指出。列名：{columns}",
        "Which column holds the content? Name it: --map {field}=COLUMN. Columns: {columns}",
    ).format(field=field, columns=", ".join(columns))
