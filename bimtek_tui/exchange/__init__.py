"""Tables in and out: CSV and Excel files as rows, rows as edits or as a typed-in IFAS or EFAS table, entries as CSV.

Nothing here changes a session: an import becomes one edit, which the workshop does. Formulas are never evaluated,
links of a workbook never followed.
"""
