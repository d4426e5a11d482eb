"""Two hundred thousand registrations of a province: its pages, an approval, a list.

60,000 people serve in the communes; a list of 200 households is matched with them and
with those registered already. Seconds of CPU are Python's and PostgreSQL's together.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from statistics import median
from typing import Any

from bench.ground import ADMIN, Place
from bench.imports import COMMUNES, places
from bench.measure import Family
from bench.table import Row

REGISTRATIONS, PEOPLE, AT_ONCE, LISTED = 200_000, 60_000, 200, 200
PAGE_LIMIT, ACT_LIMIT = 0.15, 1.0  # seconds of CPU
ROUNDS = 5
DAY = date(2025, 5, 20)

_PEOPLE = """
with made as (
    insert into organisations_person (full_name, folded, sort_key, birth_year,
        is_made_up)
    select 'Nguyễn Văn ' || translate(n::text, '0123456789', 'abcdefghik'),
        'nguyen van ' || translate(n::text, '0123456789', 'abcdefghik'),
        lpad(n::text, 6, '0'),
        1940 + n %% 60, true
    from generate_series(1, %(people)s) n returning id
)
insert into organisations_mandate (person_id, unit_id, role, title, during)
select id, (%(communes)s::bigint[])[1 + id %% cardinality(%(communes)s::bigint[])],
    'reader', 'Hộ dân', '[2015-01-01,)' from made
"""
_REGISTRATIONS = """
insert into pledges_registration (campaign_id, unit_id, kind, name, folded, sort_key,
    representative, birth_year, address, place_key, namesake, content, words, title,
    state, reason, source, shows_name, shows_address, shows_content, shows_result,
    consented_at, result, made_by, made_at, submitted_at, decided_at, decided_by,
    is_made_up, version)
select %(campaign)s,
    (%(communes)s::bigint[])[1 + n %% cardinality(%(communes)s::bigint[])],
    (array['household', 'individual', 'household'])[1 + n %% 3],
    'Lê Thị Hộ ' || n, 'le thi ho ' || n, lpad(n::text, 7, '0'), '', 1940 + n %% 60,
    'Ấp ' || n %% 9, 'ap ' || n %% 9, 1, '{}', 'Trồng dừa xiêm', '',
    case when n %% 20 = 0 then 'submitted' else 'approved' end, '', 'list', n %% 2 = 0,
    false, n %% 2 = 0, false, now(), '', 'đo', now(), now(), now(), 'đo', true, 1
from generate_series(1, %(count)s) n
"""
_ACTING = """
select set_config('thidua.actor_name', 'đo', true),
       set_config('thidua.at', now()::text, true)
"""


def measure(place: Place, *, is_quick: bool) -> list[Row]:
    """Write them, then read, approve and list."""
    place.become_default()
    share = 20 if is_quick else 1
    units = places(["Tỉnh Đo", *(f"Xã Đo {n}" for n in range(1, COMMUNES + 1))])
    campaign = a_campaign(units)
    _write(campaign, units, REGISTRATIONS // share, PEOPLE // share)
    with place.connect(ADMIN) as admin:
        admin.execute("vacuum analyze")
    spend = Spending(Family(place.server.postmaster() or 0))
    commune = units[1].pk
    return [
        _page(
            "danh sách của xã / a unit's list", spend, *_unit_page(campaign, commune)
        ),
        _page("ai đã đăng ký / the public page", spend, *_public(campaign)),
        _act(
            f"duyệt {AT_ONCE} bản / approval of {AT_ONCE}",
            spend,
            lambda turn: _approve(campaign, units[1 + turn].pk),
        ),
        _act(
            f"danh sách {LISTED} hộ, khớp sổ người / a list of {LISTED}, matched",
            spend,
            lambda turn: _listed(campaign, units[1 + turn].pk, turn, again=False),
        ),
        _act(
            "gửi lại, không đổi / sent again, unchanged",
            spend,
            lambda turn: _listed(campaign, units[1 + turn].pk, turn, again=True),
        ),
    ]


class Spending:
    """CPU of this process and of PostgreSQL."""

    def __init__(self, postgres: Family) -> None:
        self._postgres = postgres

    def __call__(self, deed: Callable[[], object]) -> float:
        before = time.process_time() + self._postgres.cpu()
        deed()
        return time.process_time() + self._postgres.cpu() - before


def _page(
    what: str, spend: Spending, read: Callable[[], object], questions: int
) -> Row:
    return page_row("registrations", what, spend, read, questions=questions)


def page_row(
    part: str,
    what: str,
    spend: Spending,
    read: Callable[[], object],
    *,
    questions: int | None = None,
    limit: float = PAGE_LIMIT,
    rounds: int = ROUNDS,
) -> Row:
    """A page's questions and its CPU, the median of some rounds."""
    if questions is None:
        read, questions = _counted(read)
    read()
    took = median(spend(read) for _round in range(rounds))
    return Row(
        part=part,
        job=what,
        measured=f"{questions} q, CPU {took * 1000:.0f} ms",
        target=f"≤ {limit * 1000:.0f} ms",
        is_reached=took <= limit,
        figures={"questions": questions, "cpu": took},
    )


def _act(what: str, spend: Spending, act: Callable[[int], object]) -> Row:
    took = median(spend(lambda turn=turn: act(turn)) for turn in range(3))  # type: ignore[misc]
    return Row(
        part="registrations",
        job=what,
        measured=f"CPU {took:.2f} s",
        target=f"≤ {ACT_LIMIT:.0f} s",
        is_reached=took <= ACT_LIMIT,
        figures={"cpu": took},
    )


def a_campaign(units: list[Any]) -> Any:
    """A launched campaign in which every commune takes part."""
    from thidua.campaigns.models import (  # noqa: PLC0415 - Django must stand first
        Audience,
        AudienceMember,
        Campaign,
        ContentTree,
    )
    from thidua.organisations.models import Tree  # noqa: PLC0415

    tree = Tree.objects.get(key=Tree.STATE)
    campaign = Campaign.objects.create(
        name="Phong trào đo",
        shape=Campaign.Shape.THEMATIC,
        line=Campaign.Line.STATE,
        launcher=units[0],
        office=units[0],
        root=units[0],
        tree=tree,
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
        state="launched",
        launched_at=_moment(),
    )
    audience = Audience.objects.create(
        campaign=campaign, name="Xã", kinds=["commune"], tree=tree, below=units[0]
    )
    ContentTree.objects.create(audience=audience, frozen_at=_moment())
    AudienceMember.objects.bulk_create(
        AudienceMember(audience=audience, unit=unit, joined_on=date(2025, 1, 1))
        for unit in units[1:]
    )
    return campaign


def _write(campaign: Any, units: list[Any], count: int, people: int) -> None:
    from django.db import connection, transaction  # noqa: PLC0415

    asked = {
        "campaign": campaign.pk,
        "communes": [unit.pk for unit in units[1:]],
        "count": count,
        "people": people,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_ACTING)
        cursor.execute(_PEOPLE, asked)
        cursor.execute(_REGISTRATIONS, asked)


def _moment() -> datetime:
    from thidua.kernel import clock  # noqa: PLC0415

    return datetime(2025, 5, 20, 9, tzinfo=clock.ZONE)


def an_actor() -> Any:
    from thidua.organisations.actor import the_system  # noqa: PLC0415

    return the_system("đo")


def _counted(read: Callable[[], object]) -> tuple[Callable[[], object], int]:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        read()
    return read, len(asked)


def _unit_page(campaign: Any, unit: int) -> tuple[Callable[[], object], int]:
    from thidua.pledges.queries.unit_list import unit_page  # noqa: PLC0415

    return _counted(lambda: unit_page(campaign, unit, an_actor(), DAY, {}))


def _public(campaign: Any) -> tuple[Callable[[], object], int]:
    from thidua.pledges.queries.seen import registered_page  # noqa: PLC0415

    return _counted(lambda: registered_page(campaign, an_actor(), DAY, None, {}))


def _approve(campaign: Any, unit: int) -> None:
    """Of those that wait at a unit, made to be two hundred first."""
    from thidua.pledges import actions  # noqa: PLC0415
    from thidua.pledges.drafts import RegistrationDraft  # noqa: PLC0415
    from thidua.pledges.models import Registration  # noqa: PLC0415

    waiting = Registration.objects.filter(
        campaign=campaign, unit=unit, state="submitted"
    )
    lacking = AT_ONCE - waiting.count()
    drafts = [
        RegistrationDraft("household", f"Trần Văn Chờ {n}") for n in range(lacking)
    ]
    actions.register_others(campaign, unit, drafts, actor=an_actor(), at=_moment())
    chosen = list(waiting[:AT_ONCE])
    actions.approve_registrations(chosen, actor=an_actor(), at=_moment())


def _listed(campaign: Any, unit: int, turn: int, *, again: bool) -> None:
    """A list as the grid takes it: judged row by row, then the good ones written."""
    from thidua.pledges import actions  # noqa: PLC0415
    from thidua.pledges.forms.listing import pasted_rows  # noqa: PLC0415
    from thidua.pledges.listing import sort_rows  # noqa: PLC0415

    first = 1 + turn * LISTED
    names = "abcdefghik"
    rows = [
        "\t".join(
            (
                "Nguyễn Văn " + "".join(names[int(d)] for d in str(n)).capitalize(),
                str(1940 + n % 60),
                f"Ấp {n % 9}",
            )
        )
        for n in range(first, first + LISTED)
    ]
    typed = pasted_rows("Họ và tên\tNăm sinh\tẤp\n" + "\n".join(rows))
    found = sort_rows(campaign, unit, typed, an_actor(), DAY)
    drafts = [draft for _place, draft in found.good]
    actions.register_others(campaign, unit, drafts, actor=an_actor(), at=_moment())
    kept = 0 if again else LISTED
    if len(drafts) != kept:
        raise AssertionError(len(drafts), kept)
