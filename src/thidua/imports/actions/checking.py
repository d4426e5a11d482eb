"""Say how a file is read, answer what it leaves open, and find what it would do."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.audit.trail import record
from thidua.imports.judging import Judging
from thidua.imports.judging_words import why_skipped
from thidua.imports.kinds import Judged, Question, Straight
from thidua.imports.mapping import Mapping
from thidua.imports.mapping_gaps import Seen, left_out, problems
from thidua.imports.models import (
    Import,
    ImportQuestion,
    RememberedMapping,
    RememberedName,
)
from thidua.imports.opening import GLANCE, Opened, ground_of, noted, open_file, proposed
from thidua.imports.policies import can_work_on
from thidua.imports.reopened import fates_of, still_open
from thidua.imports.states import ANSWER, CHECK, GIVE_UP, SAY, STAY, Fate, State
from thidua.kernel import jobs
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.memory import uncollected
from thidua.kernel.sentences import Kept, Sentence, keeping
from thidua.kernel.workbooks.places import cell as cell_at
from thidua.kernel.workbooks.places import letters
from thidua.kernel.workbooks.reading import Unopenable
from thidua.kernel.workbooks.tables import Is
from thidua.kernel.workflow import Move
from thidua.organisations.actor import Actor

NOT_REMEMBERED = ("leave", "new", "row:")
"""How answers about this file alone begin; the others say what a name means the next
time too."""
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""One encoder for all rows: `json.dumps` would make one for each."""
_IN_ONE_GO = 5_000
SAID = ("typed", "before", "after", "reason", "remedy", "about")
TOLD = ("title", "about", "past", "meant_words")
"""What is said of a row, and of a cell that is asked about, in words."""
MOST_SHOWN = 200
"""Cells of which a question says what they would become."""
_COPY = """
copy imports_importrow (run_id, row, "column", fate, outcome, question, payload, said)
from stdin
"""
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@transaction.atomic
def map_columns(run: Import, mapping: Mapping, *, actor: Actor, at: datetime) -> Import:
    """Say how the columns are read; remembered for the office's next such file."""
    run = Import.objects.locked(run)
    can_work_on(actor, run).enforce()

    _still_unwritten(run)
    ground = ground_of(run, actor, at.date())
    missing = problems(ground, mapping, Seen.from_json(run.about))
    if missing:
        raise RuleBroken(missing[0], " ".join(missing[1:]))
    _begin(run, CHECK, actor)
    run.mapping = mapping.to_json()
    run.save()
    RememberedMapping.objects.update_or_create(
        unit_id=run.unit_id,
        kind=run.kind,
        shape=run.shape,
        defaults={
            "mapping": run.mapping | {"clashes": run.about.get("clashes", {})},
            "said_by": actor.name,
            "said_at": at,
        },
    )
    jobs.defer("imports.check", run=run.pk)

    record("imports.import.mapped", run, actor=actor, at=at)
    return run


@transaction.atomic
def read_anew(run: Import, mapping: Mapping, *, actor: Actor, at: datetime) -> Import:
    """Another sheet, header or lettering: the columns are proposed anew from there."""
    run = Import.objects.locked(run)
    can_work_on(actor, run).enforce()

    _still_unwritten(run)
    CHECK.take_from(run.state)
    bare = Mapping(
        mapping.sheet, mapping.header, mapping.encoding, mapping.said_letters
    )
    try:
        ground = ground_of(run, actor, at.date())
        opened = open_file(run, bare, ground, most=GLANCE)
    except Unopenable as fault:
        raise RuleBroken(fault.reason, fault.remedy) from fault
    fresh, run.shape, is_remembered = proposed(run, opened)
    run.mapping = replace(
        fresh,
        header=(opened.table.first, opened.table.last),
        said_letters=mapping.said_letters,
    ).to_json()
    run.about |= noted(run, opened, is_remembered=is_remembered)
    run.save(update_fields=["mapping", "shape", "about"])

    record("imports.import.read_anew", run, actor=actor, at=at)
    return run


@transaction.atomic
def answer_questions(
    run: Import, answers: Map[str, str], *, actor: Actor, at: datetime
) -> Import:
    """Say what doubtful names and figures mean; names are remembered.

    Also after the good rows went in: just the open rows are then judged anew, and go in
    as whoever answered.
    """
    run = Import.objects.locked(run)
    can_work_on(actor, run).enforce()

    asked = {one.key: one for one in run.questions.all()}
    said = {key: value for key, value in answers.items() if key in asked}
    if run.has_begun and run.file.forgotten_at is not None:
        raise WrongMoment(_("Tệp gốc đã được xóa."), _("Gửi lại tệp có các dòng ấy."))
    _begin(run, ANSWER, actor)
    run.answers = {**run.answers, **said}
    run.save()
    for key, value in said.items():
        if key.startswith("name:") and not value.startswith(NOT_REMEMBERED):
            RememberedName.objects.update_or_create(
                unit_id=run.unit_id,
                kind=run.kind,
                key=key,
                defaults={"answer": value, "said_by": actor.name, "said_at": at},
            )
    jobs.defer("imports.check", run=run.pk)

    record("imports.import.answered", run, actor=actor, at=at, count=len(said))
    return run


def _still_unwritten(run: Import) -> None:
    if run.has_begun:
        raise WrongMoment(
            _("Đã ghi các dòng tốt của tệp: cách khớp cột không đổi được nữa."),
            _("Trả lời các chỗ còn hỏi, hoặc hoàn tác rồi gửi lại tệp."),
        )


def _begin(run: Import, move: Move, actor: Actor) -> None:
    run.state = move.take_from(run.state)
    run.version += 1
    run.stand_for(actor)


@transaction.atomic
def check_rows(run: Import, *, actor: Actor, at: datetime) -> Import:
    """Find what every row of the file would do: one transaction, so that a worker that
    dies leaves nothing half found. Does nothing when another has done it."""
    run = Import.objects.locked(run)
    can_work_on(actor, run).enforce()
    if run.state != State.CHECKING:
        return run

    with override(run.language):
        try:
            _judge(run, actor, at)
            is_over = run.has_begun and not run.rows.to_bring().exists()
            run.state = (STAY if is_over else SAY).take_from(run.state)
        except Unopenable as fault:
            back = STAY if run.has_begun else GIVE_UP
            run.state = back.take_from(run.state)
            run.stop(fault.reason, fault.remedy)
    run.version += 1
    run.save()

    record("imports.import.checked", run, actor=actor, at=at, counts=run.counts)
    return run


@uncollected()
def _judge(run: Import, actor: Actor, at: datetime) -> None:
    ground = ground_of(run, actor, at.date())
    mapping = Mapping.from_json(run.mapping)
    opened = open_file(run, mapping, ground)
    body = max(0, len(opened.sheet.rows) - opened.table.body)
    rows = _judging(run, opened, mapping).rows()
    if run.has_begun:
        rows = still_open(run, rows, by_cell=bool(ground.figure))
    else:
        run.rows.all().delete()
    run.questions.all().delete()
    asked: dict[str, _Asked] = {}
    hidden: list[int] = run.about.get("hidden", []) if run.has_begun else []
    counts = _keep(run, _noting(rows, asked, hidden))
    run.counts = fates_of(run) if run.has_begun else dict(counts)
    ImportQuestion.objects.bulk_create(one.question(run) for one in asked.values())
    why = left_out(ground, mapping, opened.table)
    noticed = {
        "blind": [*opened.sheet.blind],
        "left_out": [
            f"{letters(number)} “{opened.table.labels[number]}”: " + words
            for number, words in why.items()
        ],
    }
    told = {key: [*map(keeping, some)] for key, some in noticed.items()}
    run.about |= {
        "title": ground.title,
        "sheet": opened.sheet.name,
        "rows": body,
        **noticed,
        "told": told,
        "hidden": hidden,
    }


def _judging(run: Import, opened: Opened, mapping: Mapping) -> Judging:
    names = RememberedName.objects.filter(unit=run.unit_id, kind=run.kind)
    return Judging(
        opened.ground,
        opened.sheet,
        opened.table,
        mapping,
        run.answers,
        dict(names.values_list("key", "answer")),
    )


@dataclass(slots=True)
class _Asked:
    """A question, how many rows wait for it, and where the first of them is."""

    about: Question
    row: int
    column: int
    count: int = 0
    becomes: list[tuple[str, str]] = field(default_factory=list)

    def note(self, one: Judged) -> None:
        """Another row that waits for it."""
        self.count += 1
        if one.row < self.row:
            self.row, self.column = one.row, one.column
        said = one.question.becomes if one.question else None
        if said and len(self.becomes) < MOST_SHOWN:
            self.becomes.append((cell_at(one.row, said[0]), said[1]))

    def question(self, run: Import) -> ImportQuestion:
        doubt = self.about.doubt
        return ImportQuestion(
            run=run,
            key=self.about.key,
            words=str(self.about.words),
            choices=[list(choice) for choice in self.about.choices],
            told=_told(self.about),
            count=self.count,
            first_row=self.row + 1,
            first_column=self.column + 1,
            group=doubt.group if doubt else "",
            cell=asdict(doubt) if doubt else None,
            becomes=self.becomes or None,
        )


def _told(about: Question) -> dict[str, Any]:
    """A question as its sentences are kept, to be asked in another language."""
    doubt = about.doubt
    cell = {name: keeping(getattr(doubt, name)) for name in TOLD} if doubt else {}
    choices = {value: keeping(words) for value, words in about.choices}
    return {"words": keeping(about.words), "choices": choices, "cell": cell}


def _noting(
    rows: Iterable[Judged | Straight], asked: dict[str, _Asked], hidden: list[int]
) -> Iterable[Judged | Straight]:
    """The same rows, seen on their way: what is asked, and which are passed over for
    being hidden."""
    because_hidden = str(why_skipped(Is.HIDDEN))
    for one in rows:
        if isinstance(one, Straight):
            pass  # nothing is to be said of it
        elif one.fate == Fate.SKIPPED and str(one.reason) == because_hidden:
            hidden.append(one.row + 1)
        elif one.question is not None and one.fate == Fate.ASKED:
            key = one.question.key
            known = asked.setdefault(key, _Asked(one.question, one.row, one.column))
            known.note(one)
        yield one


def _keep(run: Import, rows: Iterable[Judged | Straight]) -> Counter[str]:
    """Write the rows down as one stream; how many have each fate.

    Judging asks the database too, so it is done before the stream begins.
    """
    counts: Counter[str] = Counter()
    lines: list[str] = []
    pieces: list[str] = []
    pk = run.pk
    for one in rows:
        if isinstance(one, Straight):
            row, column, fate, payload, said = one
            if "\\" in said:
                said = _escaped(said)
            line = f"{pk}\t{row + 1}\t{column + 1}\t{fate}\t\t\t{payload}\t{said}\n"
            lines.append(line)
        else:
            fate = one.fate.value
            lines.append(_line(pk, one, fate))
        counts[fate] += 1
        if len(lines) == _IN_ONE_GO:
            pieces.append("".join(lines))
            lines.clear()
    with connection.cursor() as cursor, cursor.copy(_COPY) as stream:
        for piece in (*pieces, "".join(lines)):
            stream.write(piece)
    return counts


def _line(pk: int, one: Judged, fate: str) -> str:
    said: dict[str, Any] = {}
    told: dict[str, Kept] = {}
    for name in SAID:
        words = getattr(one, name)
        if words:
            said[name] = words
            if isinstance(words, Sentence):
                told[name] = words.kept
    if told:
        said["told"] = told
    if one.cause >= 0:
        said["cause"] = one.cause + 1
    payload = "\\N" if one.payload is None else _json(one.payload)
    key = one.question.key.translate(_ESCAPED) if one.question else ""
    return (
        f"{pk}\t{one.row + 1}\t{one.column + 1}\t{fate}\t\t{key}\t{payload}\t"
        f"{_json(said)}\n"
    )


def _json(value: dict[str, Any]) -> str:
    """JSON as a line of COPY; nearly all of it needs no escaping, which costs most."""
    text = _ENCODE(value)
    return _escaped(text) if "\\" in text else text


def _escaped(text: str) -> str:
    return text.replace("\\u0000", "").translate(_ESCAPED)
