"""Documents: drafts, numbers, signed copies."""
