"""Bringing in workbooks: read, mapped, checked row by row, brought in, and undone."""
