"""The counters of the room."""
