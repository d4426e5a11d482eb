"""Where a document can stand, and the only moves it can make."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.kernel.workflow import Move


class State(TextChoices):
    """From the draft to the signed copy, and what ends it otherwise."""

    DRAFT = "draft", _("dự thảo")
    READY = "ready", _("chờ cấp số")
    ISSUED = "issued", _("đã cấp số")
    SIGNED = "signed", _("có bản ký")
    REPLACED = "replaced", _("đã bị thay thế")
    VOIDED = "voided", _("đã hủy số")
    DROPPED = "dropped", _("đã bỏ dự thảo")


WRITE = Move(_("Sửa dự thảo"), (State.DRAFT,), State.DRAFT)
PREPARE = Move(_("Chốt để cấp số"), (State.DRAFT,), State.READY)
RETURN = Move(_("Trả lại dự thảo"), (State.READY,), State.DRAFT)
ISSUE = Move(_("Cấp số"), (State.READY,), State.ISSUED)
SIGN = Move(_("Gắn bản đã ký"), (State.ISSUED, State.SIGNED), State.SIGNED)
VOID = Move(_("Hủy số"), (State.ISSUED,), State.VOIDED)
REPLACE = Move(_("Thay thế"), (State.ISSUED, State.SIGNED), State.REPLACED)
DROP = Move(_("Bỏ dự thảo"), (State.DRAFT, State.READY), State.DROPPED)

WITH_NUMBER = (State.ISSUED, State.SIGNED, State.REPLACED)
"""States in which a document was issued and others may read it."""


class Amends(TextChoices):
    """What a document does to an earlier one (Decree 30/2020, article 18, clause 3)."""

    REPLACES = "replaces", _("thay thế")
    CORRECTS = "corrects", _("đính chính")


class Standing(TextChoices):
    """What was found of the signatures of a signed copy."""

    VALID = "valid", _("chữ ký hợp lệ")
    UNKNOWN_ROOT = "unknown", _("có chữ ký, chưa rõ nơi cấp")
    EXPIRED = "expired", _("chứng thư không còn hiệu lực")
    ALTERED = "altered", _("nội dung đã bị sửa sau khi ký")
    UNSIGNED = "unsigned", _("không có chữ ký số")
    UNREADABLE = "unreadable", _("không đọc được chữ ký")
