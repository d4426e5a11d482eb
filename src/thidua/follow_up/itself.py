"""The name under which the program itself reminds."""

from __future__ import annotations

from thidua.organisations.actor import Actor, the_system


def the_reminder() -> Actor:
    """The program itself, under the name that the trail keeps."""
    return the_system("Nhắc việc")
