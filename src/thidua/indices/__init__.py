"""Composite indices that others publish: make-ups, years, scores and ranks."""
