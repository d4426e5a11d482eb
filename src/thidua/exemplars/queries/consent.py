"""What somebody allowed to be shown, and how an outsider sees it by that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.exemplars.models import Consent, Consented, Exemplar
from thidua.exemplars.queries.frame import ExemplarFrame, exemplar_frame
from thidua.exemplars.shown import shown_to
from thidua.kernel import dates
from thidua.kernel.ui.parts import Fact
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent that was given, or taken back."""

    day: str
    how: str
    shows: str
    by: str
    words: str
    paper_href: str


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """Everything `consent.html` shows beside the form."""

    frame: ExemplarFrame
    is_own: bool
    seen: Sequence[Fact]
    rows: Sequence[ConsentRow]
    last: Consent | None


def consent_page(exemplar: Exemplar, actor: Actor, day: date) -> ConsentPage:
    """The last word counts; those before it stay to be read."""
    some = list(exemplar.consents.order_by("-pk"))
    last = some[0] if some else None
    shown = shown_to(exemplar, is_inside=False, day=day)
    seen = [
        (_("Tên"), shown.name),
        (_("Ấp, tổ"), shown.place),
        (_("Ảnh"), _there(bool(shown.picture), may=bool(last and last.shows_picture))),
        (
            _("Câu chuyện"),
            _there(bool(shown.story), may=bool(last and last.shows_story)),
        ),
        (_("Cách liên hệ"), shown.contact),
    ]
    return ConsentPage(
        frame=exemplar_frame(exemplar, actor, day, _("Đồng ý công khai")),
        is_own=actor.person_id is not None and actor.person_id == exemplar.person_id,
        seen=[Fact(term, value or _("không hiện")) for term, value in seen],
        rows=[
            consent_row(
                one, reverse("exemplars:consent-paper", args=[exemplar.pk, one.pk])
            )
            for one in some
        ],
        last=last,
    )


def _there(is_shown: bool, *, may: bool) -> str:
    """What was allowed but is not there yet is not told as refused."""
    if is_shown:
        return _("hiện")
    return _("được hiện, nay chưa có") if may else _("không hiện")


def consent_row(one: Consented, paper_href: str) -> ConsentRow:
    """One consent in words; where its signed paper is, if there is one."""
    told = [
        (one.shows_name, _("tên")),
        (one.shows_place, _("ấp, tổ")),
        (one.shows_picture, _("ảnh")),
        (one.shows_story, _("câu chuyện")),
        (one.shows_contact, _("cách liên hệ")),
    ]
    shows = ", ".join(label for is_shown, label in told if is_shown)
    return ConsentRow(
        day=dates.show(one.given_on),
        how=str(one.get_how_display()),
        shows=shows or _("không cho xem gì"),
        by=one.recorded_by,
        words=one.words,
        paper_href=paper_href if one.paper_id else "",
    )
