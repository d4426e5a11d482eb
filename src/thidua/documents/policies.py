"""Who may write, number and sign documents, and who may read them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.documents.kinds import kind_words
from thidua.documents.models import Document
from thidua.kernel.policy import Verdict, only_if
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


def can_draft(actor: Actor, unit: Unit | int) -> Verdict:
    """Draft in a unit's name: its officers and its head."""
    return actor.writes_for(unit)


OF_AUTHORITIES = frozenset({"QĐ", "CT", "QC", "QyĐ", "TC", "HD", "CĐ"})
"""Kinds by which an authority decides, directs or lays down rules. (A community has
resolutions of its own: law 10/2022/QH15 on democracy at the grass roots.)"""


def can_issue(unit: Unit, kind: str) -> Verdict:
    """A hamlet is no authority: it notifies, reports, invites, minutes and proposes."""
    return only_if(
        unit.kind != Unit.Kind.HAMLET or kind not in OF_AUTHORITIES,
        otherwise=_(
            "Ấp, khu phố, tổ dân phố là tổ chức tự quản, không phải cấp hành chính,"
            " nên không ra %(kind)s."
        )
        % {"kind": kind_words(kind).lower()},
        remedy=_(
            "Soạn thông báo, biên bản, báo cáo, tờ trình; việc cần quyết định thì đề"
            " nghị ủy ban nhân dân xã, phường."
        ),
    )


def can_work_on(actor: Actor, document: Document) -> Verdict:
    """Write, prepare, note a number, attach: who issues it, and who drafts it."""
    mine = actor.writes_for(document.unit_id)
    if document.drafter_id is None:
        return mine
    return mine | actor.writes_for(document.drafter_id)


def can_number(actor: Actor, document: Document) -> Verdict:
    """Give a number and strike one out: who issues, for the register is theirs."""
    return actor.writes_for(document.unit_id)


def can_keep_registers(actor: Actor, unit: Unit | int) -> Verdict:
    """Open the register of a year with another number than 01."""
    return actor.writes_for(unit)


def can_read_drafts(actor: Actor, document: Document) -> Verdict:
    """Drafts stay in the unit; others read what was issued."""
    return only_if(
        actor.is_system
        or actor.unit_id in {document.unit_id, document.drafter_id or 0},
        otherwise=_("Dự thảo chỉ đơn vị soạn xem được."),
        remedy=_("Đợi văn bản được cấp số, hoặc hỏi đơn vị soạn."),
    )
