"""The editions of a form: the one before, the one after, what is new in this one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.indicators.editions import free_periods
from thidua.indicators.models import (
    Form,
    FormLine,
    FormPeriod,
    Indicator,
    ReportDuty,
)
from thidua.indicators.periods import containing
from thidua.indicators.policies import can_lay_out
from thidua.indicators.queries.places import Place
from thidua.indicators.queries.words import period_words
from thidua.kernel import dates
from thidua.kernel.policy import Verdict, only_if
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage

TOLD_FOR = 3
"""In how many of its first periods a report says what its edition changed."""
NAMED = 6
"""How many lines are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Editions:
    """The form before and the form after, and whether another may be begun here.

    `draft` says what opening this drafted edition will do; `unasked` names the parts
    that indicators of the form have and the form does not ask for.
    """

    before: Link | None
    after: Link | None
    because: str
    changes: Sequence[str]
    draft: str
    unasked: Sequence[str]
    may_begin: Verdict
    begin_url: str
    drop_url: str


@dataclass(frozen=True, slots=True)
class EditionNote:
    """What a unit reads above its report: the form is a new one, and why."""

    title: str
    changes: Sequence[str]
    because: str


def editions_of(
    form: Form, unasked: Sequence[str], *, actor: Actor, today: date
) -> Editions:
    """How a form stands among its editions, for the form's page."""
    before, after = form.follows, form.editions.first()
    is_draft = before is not None and form.opened_at is None
    may = can_lay_out(actor, form)
    shown = after if after is not None and (after.opened_at or may) else None
    return Editions(
        before=_link(_("Bản trước"), before) if before else None,
        after=_link(_("Bản sau"), shown) if shown else None,
        because=form.because,
        changes=_changes(form, list(form.lines.select_related("version"))),
        draft=_draft_words(form, before) if is_draft and before else "",
        unasked=[] if after else unasked,
        may_begin=may & _free(form, after, today),
        begin_url=reverse("indicators:form-edition", args=[form.pk]),
        drop_url=reverse("indicators:edition-drop", args=[form.pk])
        if is_draft and may
        else "",
    )


def choices_of(form: Form, today: date) -> list[tuple[str, str]]:
    """From which periods an edition may begin, for a choice on the page."""
    return [
        (
            dates.show(one.period.starts_on),
            _("%(period)s, hạn %(day)s")
            % {
                "period": capfirst(period_words(one.period_id)),
                "day": dates.show(one.due_on),
            },
        )
        for one in free_periods(form, today)[:120]
    ]


def open_forms_asking(indicator: Indicator, today: date) -> list[str]:
    """The names of open forms that ask for an indicator and go on."""
    forms = Form.objects.filter(
        lines__version__indicator=indicator, opened_at__isnull=False, ends_on__gte=today
    )
    return list(forms.distinct().order_by("pk").values_list("name", flat=True)[:3])


def asked_elsewhere(form: Form, actor: Actor, today: date) -> dict[int, str]:
    """By indicator: “Đã có trong biểu …”, of the open forms that ask for it already.

    Only forms that this person may see and that ask the same units in the same days.
    The form that an edition follows is not another one.
    """
    since = max(today, form.starts_on)
    if since > form.ends_on:
        return {}  # it is over: it asks nobody any more
    span = DateRange(since, form.ends_on + timedelta(days=1))
    lasting = ReportDuty.objects.filter(during__overlap=span)
    asked = lasting.filter(_asked_like(form, span)).values("form")
    lines = (
        FormLine.objects.filter(
            form__in=Form.objects.visible_to(actor).filter(
                pk__in=asked,
                opened_at__isnull=False,
                starts_on__lte=form.ends_on,
                ends_on__gte=since,
            )
        )
        .exclude(form__in=[one for one in (form.pk, form.follows_id) if one])
        .order_by("form")
    )
    found: dict[int, dict[str, None]] = {}
    pairs = lines.values_list("version__indicator", "form__name").distinct()
    for indicator, name in pairs:
        found.setdefault(indicator, {})[f"“{name}”"] = None
    words = _("Đã có trong biểu %(names)s.")
    return {key: words % {"names": ", ".join(names)} for key, names in found.items()}


def _asked_like(form: Form, span: DateRange) -> Q:
    """Duties of the units that the form will ask: those it follows, else those below
    its office.
    """
    if form.follows_id is not None:
        theirs = ReportDuty.objects.filter(form=form.follows_id, during__overlap=span)
        return Q(unit__in=theirs.values("unit"))
    below = Lineage.objects.filter(
        tree=form.tree_id, ancestor=form.owner_id, during__overlap=span
    )
    return Q(unit=form.owner_id) | Q(unit__in=below.values("unit"))


def edition_note(place: Place) -> EditionNote | None:
    """What the first reports of an edition say of it; nothing for any other form."""
    form = place.form
    if form.follows_id is None:
        return None
    first = FormPeriod.objects.filter(form=form).order_by("period__starts_on")
    if place.period.pk not in first.values_list("period", flat=True)[:TOLD_FOR]:
        return None
    lines = form.lines.reported_by(place.unit).select_related("version")
    changes = _changes(form, list(lines))
    if not changes:
        return None
    title = _("Biểu có bản mới từ %(period)s; các kỳ trước giữ nguyên.")
    return EditionNote(title % {"period": _first_words(form)}, changes, form.because)


def _link(words: str, form: Form) -> Link:
    days = dates.span(form.starts_on, form.ends_on)
    return Link(
        f"{words}: {form.name}", reverse("indicators:form", args=[form.pk]), days
    )


def _free(form: Form, after: Form | None, today: date) -> Verdict:
    if form.opened_at is None:
        return Verdict(_("Biểu chưa mở nên các dòng còn sửa được."))
    if after is not None:
        return Verdict(
            _("Biểu này đã có bản mới."), _("Mở bản mới ấy để sửa tiếp, hoặc bỏ nó.")
        )
    return only_if(
        free_periods(form, today).exists(),
        otherwise=_("Biểu không còn kỳ nào chưa ai báo cáo."),
        remedy=_("Lập biểu mới cho các kỳ sau."),
    )


def _draft_words(form: Form, before: Form) -> str:
    units = (
        before.duties.filter(during__endswith__isnull=True)
        | before.duties.filter(during__endswith__gt=form.starts_on)
    ).count()
    said = ngettext(
        "Mở bản này thì từ %(period)s %(n)s đơn vị báo cáo theo bản này; bản trước thu"
        " đến hết ngày %(day)s và giữ nguyên số đã có.",
        "Mở bản này thì từ %(period)s %(n)s đơn vị báo cáo theo bản này; bản trước thu"
        " đến hết ngày %(day)s và giữ nguyên số đã có.",
        units,
    )
    return said % {
        "period": _first_words(form),
        "n": units,
        "day": dates.show(form.starts_on - timedelta(days=1)),
    }


def _first_words(form: Form) -> str:
    return period_words(containing(form.starts_on, form.kind).id)


def _changes(form: Form, lines: Sequence[FormLine]) -> list[str]:
    """What an edition asks for that was not asked before, and what no more."""
    if form.follows_id is None:
        return []
    old = FormLine.objects.filter(form=form.follows_id).select_related("version")
    before = {line.version.indicator_id: line.version.name for line in old}
    now = {line.version.indicator_id: line.version.name for line in lines}
    everything = form.lines.values_list("version__indicator", flat=True)
    more = [name for key, name in now.items() if key not in before]
    gone = [name for key, name in before.items() if key not in set(everything)]
    said = []
    if more:
        said.append(_("Hỏi thêm: %(names)s.") % {"names": _names(more)})
    if gone:
        said.append(_("Không hỏi nữa: %(names)s.") % {"names": _names(gone)})
    return said


def _names(names: Sequence[str]) -> str:
    said = "; ".join(names[:NAMED])
    left = len(names) - NAMED
    if left <= 0:
        return said
    return ngettext(
        "%(names)s và %(n)s dòng khác", "%(names)s và %(n)s dòng khác", left
    ) % {"names": said, "n": left}
