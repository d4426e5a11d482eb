"""The page of one import: where it stands, what will happen or has, by fate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.imports.keeping import said_of
from thidua.imports.kinds import Ground
from thidua.imports.models import Import, ImportRow
from thidua.imports.opening import ground_of
from thidua.imports.queries.before import sent_before
from thidua.imports.queries.mapping import crumbs
from thidua.imports.queries.past import history_of
from thidua.imports.states import (
    ANSWER,
    BRINGS,
    CLOSED,
    DISCARD,
    UNDO,
    WORKING,
    Fate,
    Outcome,
    State,
)
from thidua.kernel import clock, dates
from thidua.kernel.files import show_size
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.sentences import say
from thidua.kernel.ui import filters
from thidua.kernel.ui.parts import Link, Pager, turned
from thidua.kernel.ui.trails import Newest, newest
from thidua.kernel.workbooks.places import cell
from thidua.organisations.actor import Actor

ON_A_PAGE = 50
MOST_HIDDEN = 12
"""Hidden rows that are named one by one."""
TONES = {
    Fate.NEW: "done",
    Fate.CHANGED: "slow",
    Fate.SAME: "",
    Fate.ASKED: "wait",
    Fate.REFUSED: "refused",
    Fate.SKIPPED: "locked",
}
STATE_TONES = {
    State.RECEIVED: "wait",
    State.CHECKED: "wait",
    State.DONE: "done",
    State.UNDONE: "locked",
    State.DISCARDED: "locked",
}


BY_FATE = filters.Field(
    "loai",
    gettext_lazy("Kết quả"),
    [*((one.value, one.label) for one in Fate), ("l", Outcome.LATE.label)],
    is_apart=True,
)
"""By what the rows of an import may be narrowed, in the tabs above them."""


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of the file, or one figure of it, and what becomes of it."""

    place: str
    what: str
    typed: str
    before: str
    after: str
    fate: str
    tone: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Everything `import.html` shows."""

    pk: int
    version: int
    title: str
    heading: str
    stopped: Verdict
    """Why the worker handed it back, and who may go on."""
    file: Link
    about_file: str
    hidden: str
    """Of hidden rows: how many were not read, which, and how they would be."""
    state: str
    tone: str
    crumbs: Sequence[Link]
    progress: str
    tabs: Sequence[Link]
    rows: Sequence[RowLine]
    pager: Pager
    asked: str
    say: str
    carry_words: str
    can_undo: bool
    can_discard: bool
    can_leave: bool
    rest: str
    back: str
    has_figures: bool
    noticed: Mapping[str, Sequence[str]]
    """What is said of its file: `blind`, what cannot be known of it, and `left_out`."""
    next_step: Link | None
    before: Link | None
    keeping: str
    forget_url: str
    trail: Newest

    @property
    def is_narrowed(self) -> bool:
        """Are only the rows of one fate asked for?"""
        return not self.tabs[0].is_here

    @property
    def is_working(self) -> bool:
        """Does the worker have it?"""
        return bool(self.progress)


def import_page(
    run: Import, actor: Actor, day: date, *, fate: str = "", number: int = 1
) -> ImportPage:
    """An import as it stands; one page of its rows, of one fate or of all."""
    ground = ground_of(run, actor, day)
    counts = {one: int(run.counts.get(one.value, 0)) for one in Fate}
    state, brings = State(run.state), _brings(run, counts)
    rows, links = _rows(run, fate, number)
    return ImportPage(
        pk=run.pk,
        version=run.version,
        title=ground.title,
        heading=_heading(run, ground, state, counts, brings),
        stopped=Verdict(*run.stopped),
        file=Link(run.file.name, _file_href(run, "imports:file")),
        about_file=_about_file(run),
        hidden=_hidden(run),
        state=str(state.label),
        tone=STATE_TONES.get(state, "wait"),
        crumbs=crumbs(run),
        progress=_progress(run, state, brings),
        tabs=_tabs(run, counts, fate),
        rows=_lines(ground, rows),
        pager=links,
        asked=_asked(run, counts[Fate.ASKED], state),
        say=_say(run, state, counts, brings),
        carry_words=_carry_words(ground, brings) if state == State.CHECKED else "",
        can_undo=state in UNDO.sources and bool(run.about.get("done", {}).get("d")),
        can_discard=state in DISCARD.sources and not run.has_begun,
        can_leave=state == State.CHECKED and run.has_begun,
        rest=_rest(run, state, counts),
        back=ground.back,
        has_figures=bool(ground.figure),
        noticed=_noticed(run),
        next_step=ground.next_step() if state == State.DONE else None,
        before=sent_before(run),
        keeping=said_of(run),
        forget_url=_file_href(run, "imports:forget") if state in CLOSED else "",
        trail=newest(history_of(run)),
    )


def _noticed(run: Import) -> dict[str, list[str]]:
    kept = {**run.about, **run.about.get("told", {})}
    return {
        key: [say(one) for one in kept.get(key, ())] for key in ("blind", "left_out")
    }


def _hidden(run: Import) -> str:
    rows: list[int] = run.about.get("hidden", [])
    words = ngettext(
        "%(count)s dòng ẩn không nhập: dòng %(rows)s. Tệp tải về có dòng ấy, vẫn ẩn;"
        " cần nhập thì bỏ ẩn trong tệp rồi gửi lại.",
        "%(count)s dòng ẩn không nhập: dòng %(rows)s. Tệp tải về có dòng ấy, vẫn ẩn;"
        " cần nhập thì bỏ ẩn trong tệp rồi gửi lại.",
        len(rows),
    )
    shown = [*map(show_number, rows[:MOST_HIDDEN])]
    shown += ["…"] if len(rows) > MOST_HIDDEN else []
    said = {"count": show_number(len(rows)), "rows": ", ".join(shown)}
    return words % said if rows else ""


def _brings(run: Import, counts: dict[Fate, int]) -> int:
    """How many will go in, or were to: of what is left, once the good rows are in."""
    if run.has_begun and run.state == State.CHECKED:
        return run.rows.to_bring().count()
    return sum(counts[one] for one in BRINGS)


def _carry_words(ground: Ground, brings: int) -> str:
    """What the button says; nothing where there is nothing to bring in."""
    return _("Ghi %s") % ground.counts(brings) if brings else ""


def _file_href(run: Import, name: str) -> str:
    """An address about the file itself, while there is one."""
    return "" if run.file.forgotten_at else reverse(name, args=[run.pk])


def _late(run: Import) -> int:
    done = run.about.get("done", {})
    return int(done.get(Outcome.LATE.value, 0))


def _rest(run: Import, state: State, counts: dict[Fate, int]) -> str:
    count = counts[Fate.REFUSED] + counts[Fate.ASKED] + _late(run)
    is_gone = run.file.forgotten_at is not None
    is_hidden = bool(run.about.get("hidden"))
    if is_gone or state not in {State.CHECKED, State.DONE}:
        return ""
    if not count:
        return _("Tải về các dòng ẩn không đọc") if is_hidden else ""
    words = ngettext(
        "%(count)s chỗ chưa vào được: tải về, sửa rồi gửi lại",
        "%(count)s chỗ chưa vào được: tải về, sửa rồi gửi lại",
        count,
    )
    return words % {"count": show_number(count)}


def _heading(
    run: Import, ground: Ground, state: State, counts: dict[Fate, int], brings: int
) -> str:
    done = run.about.get("done", {})
    if state == State.DONE:
        kept = int(done.get(Outcome.DONE.value, 0))
        return _("Đã ghi %s từ tệp.") % ground.counts(kept)
    if state == State.UNDONE:
        back = int(done.get(Outcome.UNDONE.value, 0))
        kept = int(done.get(Outcome.KEPT.value, 0))
        words = _("Đã hoàn tác %s.") % ground.counts(back)
        if kept:
            words += " " + _(
                "%s giữ nguyên vì đã có người sửa, hoặc đã có việc gắn vào."
            ) % ground.counts(kept)
        return words
    if state == State.CHECKED and run.has_begun:
        words = _("Đã ghi %(kept)s; câu trả lời cho thêm %(more)s.")
        if run.fault:
            words = _("Đã ghi %(kept)s; còn %(more)s chưa ghi.")
        kept = int(done.get(Outcome.DONE.value, 0))
        return words % {"kept": ground.counts(kept), "more": ground.counts(brings)}
    if state == State.CHECKED and not brings and not counts[Fate.ASKED]:
        if counts[Fate.SAME] and not counts[Fate.REFUSED]:
            return _("Tệp giống hệt những gì đang có: không có gì để ghi.")
        return _("Tệp không có gì ghi được.")
    if state == State.CHECKED and not brings:
        return _("Chưa có gì ghi được: trả lời các câu hỏi trước.")
    if state == State.CHECKED:
        return _("%(new)s mới, %(changed)s sửa; xem rồi quyết định.") % {
            "new": ground.counts(counts[Fate.NEW]),
            "changed": show_number(counts[Fate.CHANGED]),
        }
    return capfirst(str(state.label))


def _progress(run: Import, state: State, brings: int) -> str:
    if state == State.CHECKING:
        return _("Đang đọc và kiểm tra từng dòng của tệp.")
    if state not in WORKING:
        return ""
    wanted = Outcome.WAITING if state == State.CARRYING else Outcome.DONE
    left = run.rows.filter(fate__in=BRINGS, outcome=wanted).count()
    return _("Còn %(left)s trên %(all)s.") % {
        "left": show_number(left),
        "all": show_number(brings),
    }


def _about_file(run: Import) -> str:
    at = run.made_at.astimezone(clock.ZONE)
    return " · ".join([run.made_by, dates.show_moment(at), show_size(run.file.size)])


def _say(run: Import, state: State, counts: dict[Fate, int], brings: int) -> str:
    """What the bar of buttons says: what stays behind, or where it went."""
    if state != State.CHECKED:
        return str(run.about.get("title", ""))
    if not brings:
        return _("Chưa ghi gì.")
    behind = counts[Fate.ASKED] + counts[Fate.REFUSED]
    if not behind:
        return _("Không chỗ nào phải để lại.")
    words = ngettext(
        "%(n)s chỗ ở lại: trả lời sau, hoặc tải về sửa.",
        "%(n)s chỗ ở lại: trả lời sau, hoặc tải về sửa.",
        behind,
    )
    return words % {"n": show_number(behind)}


def _asked(run: Import, count: int, state: State) -> str:
    is_open = state in ANSWER.sources and run.file.forgotten_at is None
    questions = run.questions.count() if is_open else 0
    if not questions:
        return ""
    asked = ngettext("%(n)s câu cần trả lời", "%(n)s câu cần trả lời", questions)
    places = ngettext("%(n)s chỗ trong tệp", "%(n)s chỗ trong tệp", count)
    return _("%(questions)s, cho %(places)s.") % {
        "questions": asked % {"n": questions},
        "places": places % {"n": show_number(count)},
    }


def _tabs(run: Import, counts: dict[Fate, int], fate: str) -> list[Link]:
    everything = sum(counts.values())
    links = [Link(_("Tất cả"), _href(run, "", 1), show_number(everything), not fate)]
    links += [
        Link(
            capfirst(str(one.label)),
            _href(run, one.value, 1),
            show_number(counts[one]),
            fate == one.value,
        )
        for one in Fate
        if counts[one]
    ]
    if late := _late(run):
        links.append(
            Link(
                capfirst(str(Outcome.LATE.label)),
                _href(run, "l", 1),
                show_number(late),
                fate == "l",
            )
        )
    return links


def _href(run: Import, fate: str, page: int) -> str:
    address = reverse("imports:import", args=[run.pk])
    asked = [f"loai={fate}"] if fate else []
    asked += [f"trang={page}"] if page > 1 else []
    return f"{address}?{'&'.join(asked)}" if asked else address


def _rows(run: Import, fate: str, number: int) -> tuple[list[ImportRow], Pager]:
    rows, total = run.rows.all(), sum(int(count) for count in run.counts.values())
    if fate == "l":
        rows, total = rows.filter(outcome=Outcome.LATE), _late(run)
    elif fate:
        rows, total = rows.filter(fate=fate), int(run.counts.get(fate, 0))
    words = ngettext("%(count)s dòng", "%(count)s dòng", total)
    words %= {"count": show_number(total)}
    shown, links = turned(
        total, number, ON_A_PAGE, lambda page: _href(run, fate, page), words
    )
    return list(rows.order_by("row", "column", "pk")[shown]), links


def _lines(ground: Ground, rows: Sequence[ImportRow]) -> list[RowLine]:
    whats = ground.describe([row.payload for row in rows])
    return [_line(row, what) for row, what in zip(rows, whats, strict=True)]


def _line(row: ImportRow, what: str) -> RowLine:
    fate = Fate(row.fate)
    word, tone = str(fate.label), TONES[fate]
    if row.outcome:
        outcome = Outcome(row.outcome)
        word = str(outcome.label)
        tone = "done" if outcome == Outcome.DONE else "refused"
        tone = "locked" if outcome == Outcome.UNDONE else tone
    place = cell(row.row - 1, row.column - 1) if row.column else _("dòng %s") % row.row
    return RowLine(
        place=place,
        what=what or row.words("about"),
        typed=row.words("typed"),
        before=row.words("before"),
        after=row.words("after"),
        fate=word,
        tone=tone,
        reason=row.words("reason"),
        remedy=row.words("remedy"),
    )
