"""The counter of speakers."""
