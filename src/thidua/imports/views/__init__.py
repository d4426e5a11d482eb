"""The counter at which files come in."""
