"""Acts as rows that can be filtered like cases: the unit that had it then, the case's other marks."""

ACTS = """(
  SELECT acts.kind, acts.at, acts.detail, acts.resolved, acts.satisfied,
         coalesce(acts.unit, cases.unit) AS unit, cases.category, cases.channel
  FROM acts LEFT JOIN cases ON complaint_number = case_number
) AS acts"""
PASSED_DUE_DATES = """(
  SELECT min(acts.at) AS at, min(coalesce(acts.unit, cases.unit)) AS unit,
         min(cases.category) AS category, min(cases.channel) AS channel
  FROM acts LEFT JOIN cases ON complaint_number = case_number
  WHERE kind IN ('overdue', 'escalated') GROUP BY case_number, detail
) AS acts"""
"""Once for each due date that passed, whichever of the clock's events told of it first."""


def had(kind: str, detail: str | None = None) -> str:
    """Condition: the case has had such an act."""
    narrowed = f" AND acts.detail = '{detail}'" if detail else ""
    return (
        "EXISTS (SELECT FROM acts WHERE acts.case_number = cases.complaint_number"
        f" AND acts.kind = '{kind}'{narrowed})"
    )
