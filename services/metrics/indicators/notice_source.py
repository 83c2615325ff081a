"""Notices as rows that can be filtered like cases: the recipient's unit, the case's other marks."""

NOTICES = """(
  SELECT notices.at, notices.outcome, coalesce(notices.unit, cases.unit) AS unit,
         cases.category, cases.channel
  FROM notices LEFT JOIN cases ON complaint_number = case_number
) AS notices"""
