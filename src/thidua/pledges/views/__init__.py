"""The counters of the room, one module for each."""
