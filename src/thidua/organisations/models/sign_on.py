"""A province's own sign-on: whose account there is whose sign-in here."""

from __future__ import annotations

from django.db import models
from django.db.models.constraints import UniqueConstraint

from thidua.organisations.models.people import User


class SignOn(models.Model):
    """An account at a provider (issuer and subject), tied to a sign-in by its owner.

    It opens the sign-in and nothing else: every right comes from a mandate.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_ons")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    tied_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["issuer", "subject"],
                name="organisations_an_account_elsewhere_opens_one_sign_in",
            ),
            UniqueConstraint(
                fields=["user", "issuer"],
                name="organisations_a_sign_in_has_one_account_elsewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} at {self.issuer}"
