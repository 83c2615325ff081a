"""Entries of the ledgers beside the tasks as rows: their marks, and where the ledger shows them."""

from services.metrics.domain.period import ZONE
from shared.language import Text

OWN_RULE_ENTRIES = Text(
    "本系统规则：台账每登记一次计一次，重复收到的不重复计",
    "Rule of this system: counted once for each act in the ledger, however often it is heard",
)


def place(ledger: str, alias: str) -> str:
    """The columns a list needs: the page's place on the desk, a name, marks that entries do not have."""
    slug = ledger.replace("_", "-")
    return (
        f"'ledgers/{slug}/' || {alias}.entry AS place, '#' || {alias}.entry AS name_zh,"
        " '' AS name_en, NULL::text AS category, NULL::text AS channel"
    )


def latest(ledger: str, kinds: str, alias: str, of: str) -> str:
    """The latest act of those kinds on the entry of `of`, joined as `alias`; NULLs where there is none."""
    return f"""LEFT JOIN LATERAL (
      SELECT kind, at, unit, detail, flag FROM entry_acts
      WHERE ledger = '{ledger}' AND entry = {of}.entry AND kind IN ({kinds})
      ORDER BY version DESC LIMIT 1
    ) AS {alias} ON true"""


def end_of(day: str) -> str:
    """The last second of a day in China."""
    return f"(({day} + 1)::timestamp AT TIME ZONE '{ZONE.key}' - interval '1 second')"
