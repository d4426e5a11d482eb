"""The acts that change units, and who became whom."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.organisations.models.units import Unit


class Reorganisation(models.Model):
    """An act that changes units, with the decision behind it."""

    class Kind(models.TextChoices):
        FOUNDING = "founding", _("thành lập")
        MERGER = "merger", _("sáp nhập")
        SPLIT = "split", _("chia tách")
        RENAMING = "renaming", _("đổi tên")
        MOVE = "move", _("chuyển đơn vị quản lý")
        CLOSING = "closing", _("giải thể")

    kind = models.CharField(_("việc"), max_length=10, choices=Kind)
    decision = models.CharField(_("văn bản quyết định"), max_length=200)
    decided_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    effective_on = models.DateField(_("có hiệu lực từ"))
    note = models.TextField(_("ghi chú"), blank=True)
    units = models.ManyToManyField(
        Unit, verbose_name=_("đơn vị liên quan"), related_name="reorganisations"
    )

    class Meta:
        constraints = [
            CheckConstraint(
                name="organisations_a_reorganisation_names_its_decision",
                condition=~Q(decision=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.effective_on}"


class Succession(models.Model):
    """Who became whom. Splits carry no share unless a decision states one."""

    class Kind(models.TextChoices):
        WHOLE = "whole", _("toàn bộ")
        SPLIT = "split", _("một phần")

    predecessor = models.ForeignKey(
        Unit, models.PROTECT, related_name="successions_out"
    )
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="successions_in")
    kind = models.CharField(max_length=5, choices=Kind)
    is_main = models.BooleanField(_("nơi kế thừa chính"), default=False)
    share = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    act = models.ForeignKey(Reorganisation, models.PROTECT, related_name="successions")

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["predecessor", "successor"],
                name="organisations_one_succession_per_pair",
            ),
            CheckConstraint(
                name="organisations_a_share_is_a_fraction",
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=1),
            ),
            CheckConstraint(
                name="organisations_nobody_succeeds_itself",
                condition=~Q(predecessor=models.F("successor")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"
