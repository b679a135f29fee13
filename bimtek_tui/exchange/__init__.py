"""Tables in and out: CSV and Excel files as rows, rows as edits or as a typed-in IFAS or EFAS table, entries as CSV.

Nothing here changes a session: an import becomes one edit, which the workshop does. Formulas are never evaluated,
links of a workbook never followed.
"""

IMPORTED = ("program", "swot", "participant", "agency", "strategy")
"""The kinds of which tables are taken in. They stand here since the help of a command, which loads no more, names them."""

EXPORTED = (
    *IMPORTED,
    "issue",
    "readiness",
    "gap",
    "risk",
    "quick_win",
    "cost",
    "milestone",
    "budget",
    "target",
)
"""The kinds that are written as a table."""

TABLES = (".csv", ".xlsx", ".xls", ".ods", ".tsv")
"""Endings of the files that are offered as tables."""
