"""What became of a pact: its editions, and every deed in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thidua.audit.models import Entry
from thidua.audit.trail import trail_of
from thidua.kernel.ui import parts
from thidua.kernel.ui.trails import Trail, as_deed, each
from thidua.organisations.actor import signature
from thidua.pacts.models import Pact, PactEdition
from thidua.pacts.queries.listing import way_to
from thidua.pacts.queries.words import day_words, moment


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition in the list of all."""

    name: str
    words: str
    href: str
    is_here: bool


def editions_of(pact: Pact) -> list[EditionLine]:
    return [
        EditionLine(
            name=_("Bản %(number)s") % {"number": one.number},
            words=edition_words(one),
            href=reverse("pacts:edition", args=[pact.pk, one.number]),
            is_here=one.number == pact.edition,
        )
        for one in reversed(list(pact.editions.all()))
    ]


def edition_words(one: PactEdition) -> str:
    """What became of an edition."""
    if one.dropped_at:
        return _("không dùng, từ %(when)s") % {"when": day_words(one.dropped_at)}
    if one.replaced_at:
        return _("đã thay, từ %(when)s") % {"when": day_words(one.replaced_at)}
    if one.in_force_at:
        return _("có hiệu lực từ %(when)s") % {"when": day_words(one.in_force_at)}
    if one.fixed_at:
        return _("chốt ngày %(when)s, đang ký") % {"when": day_words(one.fixed_at)}
    return _("đang viết")


def history_of(pact: Pact) -> Trail:
    """All that was done to it, for the parties and who draws it up."""
    return Trail(
        way=lambda: way_to(pact, pact.standing().title),
        href=reverse("pacts:history", args=[pact.pk]),
        done=trail_of(pact),
        tell=each(trail_line),
    )


def _verbs() -> dict[str, str]:
    """What was done, not what is to do: English tells the two apart."""
    return {
        "pacts.pact.drafted": pgettext("lịch sử", "Bắt đầu soạn"),
        "pacts.edition.rewritten": pgettext("lịch sử", "Sửa phần chung"),
        "pacts.party.added": pgettext("lịch sử", "Thêm một bên"),
        "pacts.party.removed": pgettext("lịch sử", "Bỏ một bên"),
        "pacts.party.withdrawn": pgettext("lịch sử", "Một bên rút"),
        "pacts.commitment.added": pgettext("lịch sử", "Thêm cam kết"),
        "pacts.commitment.rewritten": pgettext("lịch sử", "Sửa cam kết"),
        "pacts.commitment.removed": pgettext("lịch sử", "Bỏ cam kết"),
        "pacts.commitment.marked": pgettext("lịch sử", "Báo kết quả một cam kết"),
        "pacts.commitment.judged": pgettext("lịch sử", "Đánh giá một cam kết"),
        "pacts.witness.added": pgettext("lịch sử", "Thêm người chứng kiến"),
        "pacts.witness.removed": pgettext("lịch sử", "Bỏ người chứng kiến"),
        "pacts.edition.circulated": pgettext("lịch sử", "Gửi các bên"),
        "pacts.edition.agreed": pgettext("lịch sử", "Đồng ý"),
        "pacts.edition.asked": pgettext("lịch sử", "Đề nghị sửa"),
        "pacts.edition.fixed": pgettext("lịch sử", "Chốt văn bản"),
        "pacts.pact.signed": pgettext("lịch sử", "Ký"),
        "pacts.pact.in_force": pgettext("lịch sử", "Ký sau cùng: giao ước có hiệu lực"),
        "pacts.change.proposed": pgettext("lịch sử", "Mở bản mới để sửa"),
        "pacts.change.dropped": pgettext("lịch sử", "Bỏ bản sửa đổi"),
        "pacts.pact.dropped": pgettext("lịch sử", "Thôi giao ước"),
        "pacts.pact.broken": pgettext("lịch sử", "Chấm dứt trước hạn"),
        "pacts.pact.ended": pgettext("lịch sử", "Kết thúc"),
        "pacts.ceremony.recorded": pgettext("lịch sử", "Ghi biên bản lễ ký kết"),
        "pacts.paper.drafted": pgettext("lịch sử", "Lập văn bản"),
    }


def trail_line(entry: Entry) -> parts.TrailLine:
    told = entry.details
    note = str(told.get("reason") or told.get("what") or told.get("name") or "")
    if told.get("voided"):
        void = ngettext(
            "%(count)s chữ ký không còn giá trị",
            "%(count)s chữ ký không còn giá trị",
            told["voided"],
        ) % {"count": told["voided"]}
        note = f"{note}. {void}".strip(". ")
    return parts.TrailLine(
        when=moment(entry.at),
        words=as_deed(_verbs().get(entry.verb, entry.verb)),
        who=signature(entry.actor_name, entry.office),
        note=note,
    )
