"""Exemplars: built, made known, learned from, caught up with and surpassed."""
