"""What every page of one exemplar has on top: its name, its state, the five steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.exemplars.models import Exemplar
from thidua.exemplars.queries.words import called, state_tone
from thidua.exemplars.shown import Shown, shown_to
from thidua.exemplars.states import HONOURED, OVER, State
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor

BUILD, PUBLICISE, LEARN, ASSESS, DECIDE = range(1, 6)
HERE = {
    State.REGISTERED: BUILD,
    State.RETURNED: BUILD,
    State.TRACKED: BUILD,
    State.SELECTED: BUILD,
    State.PRAISED: PUBLICISE,
    State.PUBLICISED: LEARN,
    State.LEARNING: ASSESS,
}
"""The step that an exemplar is at."""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps: `standing` is past, now or ahead."""

    number: int
    label: str
    words: str
    href: str
    standing: str


@dataclass(frozen=True, slots=True)
class ExemplarFrame:
    """Name, where it stands, where one may go."""

    pk: int
    title: str
    name: str
    home: str
    is_itself: bool
    """Is it the unit in charge itself, so that one name says both?"""
    state: str
    tone: str
    reason: str
    crumbs: Sequence[Link]
    steps: Sequence[Step]
    is_inside: bool
    shown: Shown
    is_made_up: bool
    waits: str
    """That it is to end once a decision has its number; inside alone."""


def exemplar_frame(
    exemplar: Exemplar, actor: Actor, day: date, here: str = ""
) -> ExemplarFrame:
    """The head of the pages of an exemplar; `here` names the one that is open."""
    is_inside = Exemplar.objects.inside(actor, day).filter(pk=exemplar.pk).exists()
    shown = shown_to(exemplar, is_inside=is_inside, day=day)
    return ExemplarFrame(
        pk=exemplar.pk,
        title=shown.title,
        name=shown.name,
        home=called([exemplar.home_id], day)[exemplar.home_id],
        is_itself=exemplar.unit_id == exemplar.home_id,
        state=str(exemplar.get_state_display()),
        tone=state_tone(exemplar),
        reason=exemplar.reason if is_inside else "",
        crumbs=_crumbs(exemplar, shown.title, here),
        steps=_steps(exemplar, is_inside=is_inside),
        is_inside=is_inside,
        shown=shown,
        is_made_up=exemplar.is_made_up,
        waits=_waits(exemplar) if is_inside else "",
    )


def _waits(exemplar: Exemplar) -> str:
    ending = exemplar.endings.waiting().first()
    if ending is None:
        return ""
    return _("chờ cấp số quyết định %(what)s") % {"what": ending.get_how_display()}


def _crumbs(exemplar: Exemplar, title: str, here: str) -> list[Link]:
    *links, itself = way_to(exemplar, title)
    if not here:
        return [*links, Link(title, is_here=True)]
    return [*links, itself, Link(here, is_here=True)]


def way_to(exemplar: Exemplar, title: str) -> list[Link]:
    """The register, the campaign, the exemplar under the title that is shown."""
    campaign = reverse("exemplars:campaign", args=[exemplar.campaign_id])
    return [
        Link(_("Điển hình"), reverse("exemplars:register")),
        Link(exemplar.campaign.name, campaign),
        Link(title, reverse("exemplars:exemplar", args=[exemplar.pk])),
    ]


def _steps(exemplar: Exemplar, *, is_inside: bool) -> list[Step]:
    """The five, each leading to where it is done; the first two are the unit's own."""
    labels = {
        BUILD: _("Xây dựng"),
        PUBLICISE: _("Tuyên truyền"),
        LEARN: _("Tổ chức học tập"),
        ASSESS: _("Bình xét"),
        DECIDE: _("Quyết định công nhận"),
    }
    doors = {}
    if is_inside:
        doors[BUILD] = "exemplars:building"
    if exemplar.praised_on:
        doors |= dict.fromkeys((LEARN, ASSESS, DECIDE), "exemplars:learning")
        if is_inside:
            doors[PUBLICISE] = "exemplars:media"
    now = _now(exemplar)
    return [
        Step(
            number,
            label,
            "",
            reverse(doors[number], args=[exemplar.pk]) if number in doors else "",
            _standing(number, now, is_over=exemplar.state in OVER),
        )
        for number, label in labels.items()
    ]


def _now(exemplar: Exemplar) -> int:
    if exemplar.state in OVER:
        return _came_to(exemplar)
    if exemplar.state in HONOURED and exemplar.learners.filter(
        recognitions__withdrawn_on__isnull=True, recognitions__isnull=False
    ):
        return DECIDE
    return HERE[State(exemplar.state)]


def _came_to(exemplar: Exemplar) -> int:
    """The first step that was not taken any more before it was over."""
    if not exemplar.praised_on:
        return BUILD
    learners = exemplar.learners.all()
    taken = {
        PUBLICISE: exemplar.publications.filter(published_on__isnull=False),
        LEARN: learners,
        ASSESS: exemplar.panels.all(),
        DECIDE: learners.filter(recognitions__isnull=False),
    }
    return max((step + 1 for step, some in taken.items() if some), default=PUBLICISE)


def _standing(number: int, now: int, *, is_over: bool = False) -> str:
    if number < now:
        return "past"
    return "now" if number == now and not is_over else "ahead"
