"""A month's report as a commune sends it: a browser's POSTs to a real gunicorn.

Fifty figures are pasted into the entry page in one request, as its script does, then
the report is sent; each commune has a person of its own, who has signed in.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.ground import Place
from bench.measure import percentile
from bench.nation import Nation
from bench.table import Row
from bench.web import CLIENTS, Web, serving

DAY = "2029-01-02"  # after every month that is reported
SINCE = "[2015-01-01,)"
COUNT = 50  # reports of each client


@dataclass(frozen=True)
class Letter:
    """One report to send: whose, where, what."""

    cookies: str
    path: str
    cells: dict[str, str]


@dataclass
class Took:
    """Milliseconds of each paste and of each report, from the paste to the answer."""

    paste: list[float]
    whole: list[float]


def measure(place: Place, nation: Nation, month: int) -> list[Row]:
    """One client, then four at a time; a report that does not arrive ends the run."""
    count = min(COUNT, len(nation.communes) // (CLIENTS + 1))
    units = nation.communes[: count * (CLIENTS + 1)]
    place.become_default()
    letters = _letters(nation, month, units)
    with serving(place, day=DAY) as web:
        rows = [_row(web, "1 máy khách / one client", [letters[:count]])]
        shares = [letters[count * n : count * (n + 1)] for n in range(1, CLIENTS + 1)]
        rows.append(_row(web, "4 máy khách / four clients", shares))
    _must_have_arrived(month, units)
    return rows


def _letters(nation: Nation, month: int, units: Sequence[int]) -> list[Letter]:
    from thidua.indicators.models import FormLine  # noqa: PLC0415 - Django must stand

    across = {one.id: one.across for one in nation.counted}
    lines = FormLine.objects.filter(form=nation.form).order_by("pk")
    asked = [
        (line, across[indicator])
        for line, indicator in lines.values_list("pk", "version__indicator")
    ]
    return [
        Letter(
            cookies=cookies,
            path=f"/bao-cao/{nation.form}/{month}/{unit}/",
            cells={
                f"cell-{line}": f"{number}/120" if how == "ratio" else str(value)
                for number, (line, how) in enumerate(asked)
                for value in [unit % 97 + number]
            },
        )
        for unit, cookies in zip(units, _signed_in(units), strict=True)
    ]


def _signed_in(units: Sequence[int]) -> list[str]:
    """The cookies of a person of each unit."""
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from thidua.organisations.models import Mandate, Person, User  # noqa: PLC0415

    cookies = []
    for unit in units:
        person = Person.named(f"Người Đo {unit}", is_made_up=True)
        person.save()
        user = User.objects.create_user(f"do.{unit}", None, person)
        User.objects.filter(pk=user.pk).update(is_password_one_time=False)
        Mandate.objects.create(
            person=person, unit_id=unit, role="officer", title="", during=SINCE
        )
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={session}")
    return cookies


def _row(web: Web, who: str, shares: Sequence[Sequence[Letter]]) -> Row:
    took = Took([], [])
    threads = [
        threading.Thread(target=_send_all, args=(web, share, took)) for share in shares
    ]
    cpu, start = web.cpu(), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds, cpu = time.perf_counter() - start, web.cpu() - cpu
    sent = sum(len(share) for share in shares)
    if len(took.whole) < sent:
        raise RuntimeError(f"{sent - len(took.whole)} reports did not arrive")
    p50, p95 = percentile(took.whole, 50), percentile(took.whole, 95)
    paste = percentile(took.paste, 50)
    return Row(
        part="reports",
        job=f"báo cáo tháng, 50 số / monthly report, HTTP: {who}",
        measured=f"{sent / seconds:.0f}/s, p50 {p50:.0f} p95 {p95:.0f} ms"
        f" (dán / paste {paste:.0f}), CPU {cpu / sent * 1000:.0f} ms",
        figures={"rate": sent / seconds, "p50": p50, "p95": p95, "paste": paste}
        | {"cpu": cpu / sent},
    )


def _send_all(web: Web, letters: Sequence[Letter], took: Took) -> None:
    for letter in letters:
        start = time.perf_counter()
        _post(web, letter, "luu/", letter.cells, by_script=True)
        took.paste.append((time.perf_counter() - start) * 1000)
        _post(web, letter, "gui/", {"odd": "1"}, by_script=False)
        took.whole.append((time.perf_counter() - start) * 1000)


def _post(
    web: Web, letter: Letter, where: str, fields: dict[str, str], *, by_script: bool
) -> None:
    token = {"once": secrets.token_hex(16)}
    status, page = web.post(
        letter.path + where, letter.cookies, fields | token, by_script=by_script
    )
    if status != (200 if by_script else 302):
        raise RuntimeError(f"{letter.path}{where} answered {status}: {page[:300]}")


def _must_have_arrived(month: int, units: Sequence[int]) -> None:
    from thidua.indicators.models import Report  # noqa: PLC0415

    sent = Report.objects.filter(period=month, state="submitted", unit__in=units)
    if sent.count() != len(units):
        raise AssertionError(f"{sent.count()} of {len(units)} reports arrived")
