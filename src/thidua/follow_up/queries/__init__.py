"""The questions of the room."""

from __future__ import annotations
