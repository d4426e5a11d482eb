"""The counter of the room."""
