"""The cascade grid: cell by cell with script, whole without."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from thidua.campaigns import actions
from thidua.campaigns.drafts import Offer
from thidua.campaigns.forms.cells import fill, pasted, read_cells
from thidua.campaigns.forms.laid_out import at_its_field, faults_at
from thidua.campaigns.forms.targets import RuleForm
from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.queries.grid import (
    answers_of,
    balance_of,
    doubts_of,
    give_page,
    given_of,
    held_rows,
    measure_below,
)
from thidua.campaigns.queries.grid_held import Filling, Held
from thidua.campaigns.queries.grid_total import GAP, VALUE, gap_words, total_words
from thidua.campaigns.queries.grid_words import more_words
from thidua.campaigns.queries.persons import persons_line
from thidua.campaigns.states import State
from thidua.campaigns.views.fetch import the_target
from thidua.kernel import clock
from thidua.kernel.errors import Refused, SayingNo
from thidua.kernel.ui import grid
from thidua.organisations.http import OfficeRequest

GIVE = "campaigns/give.html"


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """The grid; posted whole it gives, or takes a pasted column.

    A division only fills the cells: it gives nothing until the grid is posted.
    """
    found = the_target(request, pk, target, split=True)
    problems: list[str] = []
    filled: list[Offer] = []
    unread: dict[int, str] = {}
    if request.method == "POST":
        rows, counted = held_rows(found, clock.today()), measure_below(found)
        whole = given_of(found, counted)
        if how := request.POST.get("fill", ""):
            kept = {text for text in request.POST.getlist("keep") if text.isdigit()}
            read = fill(how, whole, rows, grid.sent_cells(request), kept)
            filled = _changing(read.offers, rows)
        elif text := request.POST.get("pasted", "").strip():
            read = pasted(text, rows, counted)
        else:
            read = read_cells(grid.sent_cells(request), rows, counted)
            filled = _changing(read.offers, rows) if read.problems else []
        problems, unread = read.problems, read.unread_values
        if not problems and not filled:
            changed = actions.propose_targets(
                found, read.offers, actor=request.actor, at=clock.now()
            )
            _tell(request, found, changed, rows)
            return redirect("campaigns:give", pk, target)
    page = give_page(found, request.actor, clock.today(), Filling(filled, unread))
    context = {
        "page": page,
        "persons": persons_line(found, request.actor),
        "problems": problems,
        "pasted": request.POST.get("pasted", ""),
        "form": RuleForm(
            initial={"split": found.split, "level_to_meet": found.level_to_meet}
        ),
    }
    return render(request, GIVE, context, status=422 if problems else 200)


def _tell(
    request: OfficeRequest,
    target: Target,
    changed: Sequence[Target],
    rows: Sequence[Held],
) -> None:
    """How many were given, or why none, and what is asked about them."""
    if changed:
        messages.info(request, _said(len(changed), target.campaign))
    else:
        messages.warning(request, _why_nothing(rows))
    rows, counted = held_rows(target, clock.today()), measure_below(target)
    found = balance_of(target, rows, counted)
    if changed and not found.is_even:
        messages.warning(request, found.sentence)
    for doubt in _doubts(target, {one.unit_id for one in changed}):
        messages.warning(request, doubt)


def _changing(offers: Sequence[Offer], rows: Sequence[Held]) -> list[Offer]:
    """Those that a unit does not hold already."""
    held = {row.unit_id: row.value for row in rows}
    return [one for one in offers if one.value != held.get(one.unit_id)]


def _doubts(target: Target, unit_ids: set[int]) -> list[str]:
    """What is asked about the figures just given."""
    rows = [row for row in held_rows(target, clock.today()) if row.unit_id in unit_ids]
    return list(doubts_of(target, rows, measure_below(target)).values())


def _why_nothing(rows: Sequence[Held]) -> str:
    """Why a posted grid changed nothing."""
    accepted = sum(row.is_accepted for row in rows)
    if not accepted:
        return _("Không có số nào thay đổi: các số đã ghi đúng như vậy.")
    return ngettext(
        "Không có số nào thay đổi: %(count)s đơn vị đã nhận nên số của họ khóa. Muốn"
        " đổi, bấm “đã nhận” ở dòng của đơn vị rồi giao lại, kèm lý do.",
        "Không có số nào thay đổi: %(count)s đơn vị đã nhận nên số của họ khóa. Muốn"
        " đổi, bấm “đã nhận” ở dòng của đơn vị rồi giao lại, kèm lý do.",
        accepted,
    ) % {"count": accepted}


def _said(count: int, campaign: Campaign) -> str:
    if campaign.state == State.DRAFT:
        return ngettext(
            "Đã ghi %(count)s đơn vị; các đơn vị thấy khi phát động.",
            "Đã ghi %(count)s đơn vị; các đơn vị thấy khi phát động.",
            count,
        ) % {"count": count}
    return ngettext(
        "Đã ghi %(count)s đơn vị; các đơn vị thấy ngay và trả lời.",
        "Đã ghi %(count)s đơn vị; các đơn vị thấy ngay và trả lời.",
        count,
    ) % {"count": count}


@require_POST
def save_cells(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """Cells as they are left, or a pasted block: an answer for each."""
    found = the_target(request, pk, target, split=True)
    sent = grid.sent_cells(request)
    rows, counted = held_rows(found, clock.today()), measure_below(found)
    read = read_cells(sent, rows, counted)
    refusals: dict[int, SayingNo] = {}
    try:
        actions.propose_targets(found, read.offers, actor=request.actor, at=clock.now())
    except Refused:
        raise
    except SayingNo as whole:
        if len(read.offers) < 2:
            refusals = {offer.unit_id: whole for offer in read.offers}
        else:
            refusals = _one_by_one(request, found, read)
    rows = held_rows(found, clock.today())
    units = {offer.unit_id for offer in read.offers}
    found_balance = balance_of(found, rows, counted)
    return grid.answer(
        read.answers(sent, rows, counted, refusals, doubts_of(found, rows, counted)),
        texts=answers_of([row for row in rows if row.unit_id in units])
        | {
            "balance-said": found_balance.sentence,
            "balance-more": more_words(found_balance, counted, found),
            VALUE: total_words(found_balance, counted, found),
            GAP: gap_words(found_balance, counted, found),
        },
    )


def _one_by_one(
    request: OfficeRequest, target: Target, read: object
) -> dict[int, SayingNo]:
    """Some offer of a block was refused: keep the others, and say which."""
    refusals: dict[int, SayingNo] = {}
    for offer in getattr(read, "offers", ()):
        try:
            actions.propose_targets(
                target, [offer], actor=request.actor, at=clock.now()
            )
        except SayingNo as no:
            refusals[offer.unit_id] = no
    return refusals


@require_POST
def rule(request: OfficeRequest, pk: int, target: int) -> HttpResponse:
    """The unit that holds the target says how it splits it."""
    found = the_target(request, pk, target, split=True)
    form = RuleForm(request.POST)
    if form.is_valid():
        with at_its_field(form):
            actions.set_rule(
                found, **form.cleaned_data, actor=request.actor, at=clock.now()
            )
            return redirect("campaigns:give", pk, target)
    page = give_page(found, request.actor, clock.today())
    said = [fault for name in ("split", None) for fault in faults_at(form, name)]
    context = {"page": page, "problems": said, "form": form}
    return render(request, GIVE, context, status=422)
