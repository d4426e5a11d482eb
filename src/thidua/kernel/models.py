"""What every room may need and no room owns: the demonstration's day, kept files."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DemonstrationDay(models.Model):
    """The day on which the demonstration stands; at most one row."""

    day = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="kernel_the_demonstration_stands_on_one_day", condition=Q(pk=1)
            ),
        ]

    def __str__(self) -> str:
        return self.day.isoformat()


class StoredFile(models.Model):
    """A file kept by the hash of its content, with its sniffed type.

    Whoever hangs a file on a thing decides who may download it; nothing is ever
    served from a place where it could run. Of a file that was `forgotten_at` some time
    the name and the hash stay, the content is gone.
    """

    sha256 = models.CharField(max_length=64)
    name = models.CharField(_("tên tệp"), max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField(_("dung lượng, byte"))
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=200)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="kernel_storedfile_hash")]

    def __str__(self) -> str:
        return self.name


class IdempotencyKey(models.Model):
    """A form that a person sent, and the answer it got.

    `key` is a hash of the form's token, its address and everything typed: a double
    click meets the same key, an edited form another. The row commits or vanishes with
    what the form did, so the second click waits for the first and gets its answer.
    """

    user_id = models.BigIntegerField()
    key = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    location = models.TextField(blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    body = models.BinaryField(default=bytes)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "key"], name="kernel_a_form_is_sent_once"
            ),
        ]
        indexes = [models.Index(fields=["at"], name="kernel_idempotencykey_at")]

    def __str__(self) -> str:
        return self.key
