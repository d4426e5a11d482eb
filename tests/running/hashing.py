"""The same argon2, with the effort of a test."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """One pass over eight kibibytes; never used outside the tests."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
