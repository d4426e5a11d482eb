"""The counters of this room."""
