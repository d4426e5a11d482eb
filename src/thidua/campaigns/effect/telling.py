"""Assessments in a few words: for a heading, for those who carry on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.campaigns.effect.facts import Effect, Outcome, count
from thidua.campaigns.effect.keeping import from_json
from thidua.campaigns.models import Assessment, Campaign
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show


def outcome_words(outcome: Outcome) -> str:
    """`đạt`, `gần đạt`, …: what a goal came to."""
    return {
        Outcome.REACHED: _("đạt"),
        Outcome.NEARLY: _("gần đạt"),
        Outcome.MISSED: _("chưa đạt"),
        Outcome.SILENT: _("chưa có số liệu"),
        Outcome.OPEN: _("chưa đến lúc chấm"),
    }[outcome]


def headline(effect: Effect) -> str:
    """The finding over the page: `17 trên 26 chỉ tiêu đạt, 4 gần đạt, 5 chưa đạt`.

    While a target still runs, the day asks for its pace, and the words say so.
    """
    judged = effect.judged
    if not judged:
        return _("Chưa chỉ tiêu nào đến lúc chấm")
    there, nearly, missed = (
        _("%(n)s trên %(all)s chỉ tiêu đạt"),
        _("%(n)s gần đạt"),
        _("%(n)s chưa đạt"),
    )
    if effect.asks_for_pace:
        there = _("%(n)s trên %(all)s chỉ tiêu đạt hoặc đúng nhịp")
        nearly, missed = _("%(n)s gần kịp nhịp"), _("%(n)s chậm nhịp")
    said = [there % {"n": count(judged, Outcome.REACHED), "all": len(judged)}]
    for outcome, words in (
        (Outcome.NEARLY, nearly),
        (Outcome.MISSED, missed),
        (Outcome.SILENT, _("%(n)s chưa có số liệu")),
    ):
        if n := count(judged, outcome):
            said.append(words % {"n": n})
    return ", ".join(said)


def last_word_on(campaign: Campaign) -> Assessment | None:
    """The assessment of the whole, else the newest of a phase; None: never judged."""
    found = Assessment.objects.filter(campaign=campaign)
    whole = found.filter(phase=None).order_by("-number").first()
    return whole or found.order_by("-until", "-number").first()


def review_of(campaign: Campaign) -> str:
    """What was signed last, as the review with which a campaign that follows begins."""
    one = last_word_on(campaign)
    if one is None:
        return ""
    said = {
        "name": one.name,
        "day": show(one.signed_at.astimezone(ZONE).date()),
        "finding": headline(from_json(one.figures)),
    }
    lines = [
        _("Đánh giá “%(name)s”, chốt ngày %(day)s: %(finding)s.") % said,
        one.remarks,
        _("Bài học: %(said)s") % {"said": one.lessons} if one.lessons else "",
        _("Kiến nghị: %(said)s") % {"said": one.proposals} if one.proposals else "",
    ]
    return "\n".join(line for line in lines if line)
