"""A commune's monthly report: at the SQL function, and through the web action."""

from __future__ import annotations

import multiprocessing
import time
from collections import defaultdict
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from bench import letters, posting
from bench.ground import Place
from bench.letters import Sent
from bench.measure import percentile
from bench.nation import FIRST_MONTH, MONTHS, Nation
from bench.table import Row

if TYPE_CHECKING:
    from thidua.indicators.models import Report

RATE = 500  # transactions a second, four clients
READ_LIMIT = 2.0  # ms: 50 indicators, 12 months of a province
READINGS = 100
SUMS = "select * from indicators_figures(%s, %s, %s, %s::smallint[])"
EXPLAINED = "explain (analyze, timing off, buffers off, serialize text, format json) "
AT_ONCE = 20  # reports of a district, accepted together
ALONE, FOUR, SEVERAL, WEB, HTTP = (FIRST_MONTH + MONTHS + n for n in range(5))


def measure(place: Place, nation: Nation) -> list[Row]:
    """Send, correct, read, type and accept."""
    letters.write(place, nation, [ALONE, FOUR, SEVERAL, WEB, HTTP])
    rows = [
        _row("1 máy khách / one client", _send(place, nation, ALONE, 1)),
        _row("4 máy khách / four clients", _send(place, nation, FOUR, 4), RATE),
        _row(
            "4 máy khách, 3 đơn vị mỗi giao dịch / four, three units each",
            _send(place, nation, SEVERAL, 4, units=3),
        ),
    ]
    letters.say_otherwise(place, FOUR)
    rows.append(_row("4, gửi lại số khác / four, corrections", _send(
        place, nation, FOUR, 4
    )))  # fmt: skip
    rows.append(_agreement(place, nation))
    rows += _reading(place, nation)
    rows += posting.measure(place, nation, HTTP)
    return [*rows, *_web(place, nation)]


def _send(
    place: Place, nation: Nation, month: int, clients: int, *, units: int = 1
) -> Sent:
    return letters.send(place, nation, month, clients=clients, units=units)


def _row(who: str, sent: Sent, target: int | None = None) -> Row:
    return Row(
        part="reports",
        job=f"báo cáo tháng, 50 số / monthly report, SQL: {who}",
        measured=f"{sent.rate:.0f} tx/s, p50 {sent.p50:.1f} p95 {sent.p95:.1f} ms,"
        f" CPU {sent.cpu:.1f} ms, lỗi / failed {sent.failures}",
        target=f"≥ {target} tx/s, 0" if target else "0",
        is_reached=sent.failures == 0 and sent.rate >= (target or 0),
        figures=asdict(sent),
    )


def _agreement(place: Place, nation: Nation) -> Row:
    wrong = letters.wrong_sums(place, nation, [ALONE, FOUR, SEVERAL])
    return Row(
        part="reports",
        job="  số cả nước sai sau đó / wrong sums of the nation afterwards",
        measured=str(wrong),
        target="0",
        is_reached=wrong == 0,
        figures={"wrong": wrong},
    )


def _reading(place: Place, nation: Nation) -> list[Row]:
    """A province's 50 indicators over 12 months, as a dashboard asks for them: what the
    database takes until the rows are written out, and until Python holds them."""
    months = list(range(FIRST_MONTH, FIRST_MONTH + 12))
    provinces = sorted(set(nation.provinces.values()))
    indicators = [one.id for one in nation.counted]
    inside, whole = [], []
    with place.connect() as app:
        app.execute("select indicators_recompute()")
        for turn in range(READINGS):
            one = provinces[turn % len(provinces)]
            asked = [nation.tree, [one], indicators, months]
            start = time.perf_counter()
            rows = app.execute(SUMS, asked).fetchall()
            whole.append((time.perf_counter() - start) * 1000)
            if len(rows) != len(indicators) * len(months):
                raise LookupError(one, len(rows))
            plan = app.execute(EXPLAINED + SUMS, asked).fetchone()
            inside.append(plan[0][0]["Execution Time"])  # type: ignore[index]
    return [
        _reading_row("trong CSDL / in the database", inside, READ_LIMIT),
        _reading_row("đến tay Python / in Python's hands", whole),
    ]


def _reading_row(where: str, took: list[float], limit: float | None = None) -> Row:
    p50, p95 = percentile(took, 50), percentile(took, 95)
    return Row(
        part="reports",
        job="số của tỉnh, 50 × 12 tháng / a province's figures, 50 × 12 months:"
        f" {where}",
        measured=f"p50 {p50:.1f} p95 {p95:.1f} ms",
        target=f"p50 ≤ {limit:.0f} ms" if limit else "",
        is_reached=p50 <= limit if limit else None,
        figures={"p50": p50, "p95": p95},
    )


def _web(place: Place, nation: Nation) -> list[Row]:
    """The actions behind the pages: type fifty cells, send; accept twenty at once."""
    place.become_default()
    count = min(50, len(nation.communes) // 5)
    units = iter(nation.communes)
    alone = _clients([[next(units) for _ in range(count)]], nation)
    four = _clients([[next(units) for _ in range(count)] for _ in range(4)], nation)
    rows = [
        _web_row("1 máy khách / one client", *alone),
        _web_row("4 máy khách / four clients", *four),
    ]
    return [*rows, _acceptance(nation)]


def _web_row(who: str, took: list[float], seconds: float) -> Row:
    p50, p95 = percentile(took, 50), percentile(took, 95)
    rate = len(took) / seconds
    return Row(
        part="reports",
        job=f"báo cáo qua hành động web / through the web actions: {who}",
        measured=f"{rate:.0f}/s, p50 {p50:.0f} p95 {p95:.0f} ms",
        figures={"rate": rate, "p50": p50, "p95": p95},
    )


def _clients(shares: list[list[int]], nation: Nation) -> tuple[list[float], float]:
    """Each share typed and sent by a process of its own; milliseconds, all seconds."""
    from django.db import connection  # noqa: PLC0415 - Django stands by now

    connection.close()
    fork = multiprocessing.get_context("fork")
    answers: multiprocessing.SimpleQueue[list[float]] = fork.SimpleQueue()

    def work(units: list[int]) -> None:
        answers.put([_type_and_send(unit, nation) for unit in units])

    start = time.perf_counter()
    children = [fork.Process(target=work, args=(share,)) for share in shares]
    for child in children:
        child.start()
    took = [one for _ in children for one in answers.get()]
    for child in children:
        child.join()
    return took, time.perf_counter() - start


def _type_and_send(unit: int, nation: Nation) -> float:
    from thidua.indicators import actions  # noqa: PLC0415
    from thidua.indicators.models import Form, Period  # noqa: PLC0415
    from thidua.indicators.reading import Typed  # noqa: PLC0415
    from thidua.organisations.actor import the_system  # noqa: PLC0415
    from thidua.organisations.models import Unit  # noqa: PLC0415

    actor, at = the_system("bench"), _moment()
    start = time.perf_counter()
    form = Form.objects.get(pk=nation.form)
    report = actions.start_report(
        form, Unit.objects.get(pk=unit), Period.objects.get(pk=WEB), actor=actor, at=at
    )
    across = {one.id: one.across for one in nation.counted}
    cells = [
        Typed(line_id=line, numerator=str(i), denominator="120")
        if across[indicator] == "ratio"
        else Typed(line_id=line, value=str(Decimal(unit % 97 + i)))
        for i, (line, indicator) in enumerate(
            form.lines.values_list("pk", "version__indicator")
        )
    ]
    answers = actions.save_figures(report, cells, actor=actor, at=at)
    if not all(answer.is_saved for answer in answers):
        raise AssertionError(answers)
    actions.submit_report(report, actor=actor, at=at)
    return (time.perf_counter() - start) * 1000


def _moment() -> datetime:
    """After every month that is reported here."""
    return datetime(2029, 1, 2, 8, tzinfo=UTC)


def _acceptance(nation: Nation) -> Row:
    from thidua.indicators.actions import accept_reports  # noqa: PLC0415
    from thidua.indicators.models import Report  # noqa: PLC0415
    from thidua.organisations.actor import the_system  # noqa: PLC0415

    waiting: dict[int, list[Report]] = defaultdict(list)
    for report in Report.objects.filter(
        form=nation.form, period=WEB, state="submitted"
    ):
        waiting[report.receiver_id].append(report)
    took = []
    for reports in waiting.values():
        for first in range(0, len(reports) - AT_ONCE + 1, AT_ONCE):
            batch = reports[first : first + AT_ONCE]
            start = time.perf_counter()
            accept_reports(batch, actor=the_system("bench"), at=_moment())
            took.append((time.perf_counter() - start) * 1000)
    p50 = percentile(took, 50) if took else 0.0
    return Row(
        part="reports",
        job=f"nhận {AT_ONCE} báo cáo một lần / acceptance of {AT_ONCE} at once",
        measured=f"p50 {p50:.0f} ms ({len(took)} ×)",
        figures={"p50": p50, "times": len(took)},
    )
