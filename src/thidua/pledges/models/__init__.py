"""Registrations, the codes by which one registers, and the duties of a head."""

from __future__ import annotations

from thidua.pledges.models.duty import Duty
from thidua.pledges.models.invitation import Invitation
from thidua.pledges.models.registration import (
    OwnTarget,
    Registration,
    RegistrationChange,
    Title,
)

HISTORY = ("pledges_registrationchange",)
"""Tables that the application role may only add to."""

__all__ = [
    "HISTORY",
    "Duty",
    "Invitation",
    "OwnTarget",
    "Registration",
    "RegistrationChange",
    "Title",
]
