"""挂点联系: contacts that were due, made, missed.

Each day a contact is due on is one row. A contact that was recorded late and moved no day is counted as a
contact, and meets nothing.
"""

from services.metrics.domain.scope import BY_UNIT
from services.metrics.indicators.counts import Count
from services.metrics.indicators.improvements.entry_source import OWN_RULE_ENTRIES, end_of, place
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.shares import Share
from services.metrics.indicators.stocks import Stock
from shared.language import Text

_DUE = f"""(
  SELECT {place("liaison", "owed")}, {end_of("owed.due_on")} AS due_at,
         CASE WHEN next_kind = 'contacted' THEN next_at END AS met_at,
         next_at AS over_at, next_kind = 'ended' AND next_at <= {end_of("owed.due_on")} AS void,
         (SELECT had.unit FROM entry_acts AS had
          WHERE had.ledger = 'liaison' AND had.entry = owed.entry
            AND had.version < coalesce(next_version, 2147483647)
          ORDER BY had.version DESC LIMIT 1) AS unit
  FROM (
    SELECT entry, kind, due_on, lead(kind) OVER steps AS next_kind, lead(at) OVER steps AS next_at,
           lead(version) OVER steps AS next_version
    FROM (
      SELECT *, lag(due_on) OVER (PARTITION BY entry ORDER BY version) AS due_before
      FROM entry_acts WHERE ledger = 'liaison' AND kind IN ('assigned', 'contacted', 'ended')
    ) AS moved
    WHERE due_on IS DISTINCT FROM due_before
    WINDOW steps AS (PARTITION BY entry ORDER BY version)
  ) AS owed
  WHERE due_on IS NOT NULL
) AS due"""
_CONTACTS = f"""(
  SELECT {place("liaison", "had")}, had.unit, had.at
  FROM entry_acts AS had WHERE had.ledger = 'liaison' AND had.kind = 'contacted'
) AS contacts"""

LIAISON = (
    Count(
        code="liaison_contacts",
        name=Text("挂点联系：联系次数", "Liaison contacts made"),
        definition=Definition(
            Text(
                "期内联系的次数，按联系的日子", "Contacts in the period, by the day they were made"
            ),
            OWN_RULE_ENTRIES,
        ),
        source=_CONTACTS,
        moment="at",
        divisions=BY_UNIT,
        entries=True,
    ),
    Share(
        code="liaison_kept",
        name=Text("挂点联系：按期联系", "Liaison contacts kept"),
        definition=Definition(
            Text(
                "不晚于期限联系了的 ÷ 期内到期的联系；到期前结束的不算",
                "Made by the last good day / contacts that fell due in the period; not those that"
                " ended before",
            ),
            OWN_RULE_ENTRIES,
        ),
        source=_DUE,
        moment="due_at",
        condition="NOT coalesce(void, false)",
        hit="coalesce(met_at <= due_at, false)",
        divisions=BY_UNIT,
        entries=True,
    ),
    Stock(
        code="liaison_gaps",
        name=Text("挂点联系：该联系没联系", "Liaison gaps"),
        definition=Definition(
            Text(
                "期末到期还没联系的挂点数",
                "Assignments whose contact was overdue at the end of the period",
            ),
            OWN_RULE_ENTRIES,
        ),
        source=_DUE,
        begins="due_at",
        ends="over_at",
        divisions=BY_UNIT,
        entries=True,
    ),
)
