"""Tables of the room as Excel files."""

from thidua.indices.documents.sheets import province_workbook, year_workbook

__all__ = ["province_workbook", "year_workbook"]
