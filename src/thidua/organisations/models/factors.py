"""The second factor of a sign-in: codes of a phone, passkeys, codes on paper."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint
from django.utils.translation import gettext_lazy as _

from thidua.organisations.models.people import User


class SecondFactor(models.Model):
    """A phone that makes codes (TOTP, RFC 6238), or a passkey (WebAuthn).

    The secret of a phone is kept encrypted; of a passkey only its public half is.
    `last_step` is the last thirty seconds whose code was used: none is used twice.
    """

    class Kind(models.TextChoices):
        PHONE = "phone", _("mã trên điện thoại")
        PASSKEY = "passkey", _("khóa bảo mật")

    user = models.ForeignKey(User, models.CASCADE, related_name="second_factors")
    kind = models.CharField(max_length=7, choices=Kind)
    name = models.CharField(_("tên"), max_length=60)
    secret = models.TextField(blank=True)
    last_step = models.BigIntegerField(default=0)
    credential = models.BinaryField(default=bytes)
    credential_id = models.CharField(max_length=1400, null=True, unique=True)  # noqa: DJ001 - unique, or none
    sign_count = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(
                name="organisations_a_second_factor_has_what_it_needs",
                condition=Q(kind="phone", credential_id=None) & ~Q(secret="")
                | Q(kind="passkey", credential_id__isnull=False, secret=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.user_id}"


class RecoveryCode(models.Model):
    """A code on paper for the day on which the phone is lost; it works once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"of {self.user_id}"
