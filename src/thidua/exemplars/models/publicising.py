"""Step 2: what is to be told where, what was published, and who consented to what."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.constraints import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from thidua.exemplars.models.exemplar import Exemplar
from thidua.kernel.models import StoredFile


class Publication(models.Model):
    """One line of the media plan, and what became of it."""

    class Channel(models.TextChoices):
        NEWSPAPER = "newspaper", _("báo")
        RADIO = "radio", _("phát thanh")
        TELEVISION = "television", _("truyền hình")
        LOUDSPEAKER = "loudspeaker", _("truyền thanh xã")
        PORTAL = "portal", _("cổng, trang thông tin điện tử")
        SOCIAL = "social", _("mạng xã hội")

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="publications")
    channel = models.CharField(_("kênh"), max_length=11, choices=Channel)
    outlet = models.CharField(_("nơi đăng, phát"), max_length=200)
    about = models.CharField(_("nội dung"), max_length=300, blank=True)
    planned_on = models.DateField(_("dự kiến ngày"))
    by_whom = models.CharField(_("người thực hiện"), max_length=200)
    published_on = models.DateField(_("ngày đăng, phát"), null=True, blank=True)
    reach = models.PositiveIntegerField(
        _("số người nghe, xem, đọc"), null=True, blank=True
    )
    link = models.URLField(_("đường dẫn"), max_length=500, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dropped_because = models.CharField(_("lý do thôi"), max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["planned_on", "pk"]
        constraints = [
            CheckConstraint(
                name="exemplars_what_was_published_can_be_found",
                condition=Q(published_on__isnull=True)
                | ~Q(link="")
                | Q(file__isnull=False),
            ),
            CheckConstraint(
                name="exemplars_what_was_published_was_not_dropped",
                condition=Q(published_on__isnull=True) | Q(dropped_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outlet} {self.planned_on}"


class PublicationBefore(models.Model):
    """How a line of the plan read before it was changed, and why; rows are only added.

    `number` is the version that the line had then.
    """

    line = models.ForeignKey(Publication, models.PROTECT, related_name="before")
    number = models.PositiveIntegerField()
    channel = models.CharField(_("kênh"), max_length=11, choices=Publication.Channel)
    outlet = models.CharField(_("nơi đăng, phát"), max_length=200)
    about = models.CharField(_("nội dung"), max_length=300, blank=True)
    planned_on = models.DateField(_("dự kiến ngày"))
    by_whom = models.CharField(_("người thực hiện"), max_length=200)
    reason = models.CharField(_("vì sao đổi"), max_length=300)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-number"]
        constraints = [
            UniqueConstraint(
                fields=["line", "number"], name="exemplars_a_line_changes_one_by_one"
            ),
            CheckConstraint(
                name="exemplars_a_changed_line_says_why", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}.{self.number}"


class Consented(models.Model):
    """What somebody allows to be shown of them, field by field; the last row counts.

    Rows are only added: to withdraw is a row that allows nothing. Who consents, and to
    what end, is said by the models that inherit it.
    """

    class How(models.TextChoices):
        SELF = "self", _("tự đồng ý trên chương trình")
        PAPER = "paper", _("phiếu đồng ý bằng giấy")

    shows_name = models.BooleanField(_("tên"), default=False)
    shows_place = models.BooleanField(_("ấp, tổ"), default=False)
    shows_picture = models.BooleanField(_("ảnh"), default=False)
    shows_story = models.BooleanField(_("câu chuyện"), default=False)
    shows_contact = models.BooleanField(_("cách liên hệ"), default=False)
    contact = models.CharField(_("cách liên hệ"), max_length=200, blank=True)
    how = models.CharField(max_length=5, choices=How)
    paper = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_on = models.DateField(_("ngày"))
    words = models.CharField(_("ghi chú"), max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                name="%(app_label)s_a_place_is_shown_with_a_name",
                condition=Q(shows_place=False) | Q(shows_name=True),
            ),
            CheckConstraint(
                name="%(app_label)s_a_contact_is_written_where_shown",
                condition=Q(shows_contact=False) | ~Q(contact=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recorded_by} {self.given_on}"


class Consent(Consented):
    """What of an exemplar that is a person, a household, a group everybody may see."""

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="consents")
