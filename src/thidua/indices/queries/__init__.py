"""The questions of the room: page objects, filled by plain functions."""
