"""Workbooks as offices make them: read with coordinates, understood, never guessed.

`reading` opens .xlsx, .xls, .ods and .csv; `legacy` turns TCVN3 and VNI into Unicode;
`tables` finds the header and says what each row of a sheet is. Nothing here knows a
unit, a figure or a database.
"""
