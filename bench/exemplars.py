"""Five hundred exemplars, five thousand who learn from them: lists, graph, one, Ctrl K.

Every tenth exemplar grew from a learner who surpassed another one. Seconds of CPU are
Python's and PostgreSQL's together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench import registrations
from bench.ground import ADMIN, Place
from bench.imports import COMMUNES, places
from bench.measure import Family
from bench.registrations import DAY, ROUNDS, Spending, a_campaign, an_actor
from bench.table import Row

EXEMPLARS, LEARNERS = 500, 5_000
PAGE_LIMIT = 0.25  # seconds of CPU

_RULE = """
insert into exemplars_comparisonrule (campaign_id, number, tolerance, better_wanted,
    "window", reason, made_at, made_by)
values (%(campaign)s, 1, 2, 1, 12, '', now(), 'đo') returning id
"""
_EXEMPLARS = """
insert into exemplars_exemplar (campaign_id, kind, name, folded, sort_key, trade, field,
    unit_id, home_id, place, title, folded_title, promise, summary, story, how_to,
    picture_says, state, reason, registered_at, registered_by, praised_on, rule_id,
    over_by, is_made_up, version)
select %(campaign)s, 'unit', 'Xã Đo ' || n, 'xa do ' || n, lpad(n::text, 6, '0'), '',
    (array['water', 'roads', 'reform', 'learning'])[1 + n %% 4],
    (%(communes)s::bigint[])[1 + n %% cardinality(%(communes)s::bigint[])],
    (%(communes)s::bigint[])[1 + n %% cardinality(%(communes)s::bigint[])],
    '', 'Cách làm ' || n, 'cach lam ' || n, 'Làm', '', '', '', '', 'learning', '',
    '2022-01-01'::timestamptz + n * interval '2 days', 'đo',
    '2022-02-01'::date + n * 2, %(rule)s, '', true, 1
from generate_series(1, %(exemplars)s) n
"""
_LEARNERS = """
insert into exemplars_learning (exemplar_id, kind, name, folded, sort_key, trade, field,
    unit_id, home_id, place, takes_over, starts_on, due_on, state, reason, needs_help,
    registered_at, registered_by, is_made_up, version)
select one.id, 'unit', 'Xã học ' || n, 'xa hoc ' || n, lpad(n::text, 7, '0'), '',
    'water', learner, learner, '', 'Góp xoay vòng', one.praised_on + n %% 300,
    '2026-12-31',
    (array['learning', 'learning', 'caught_up', 'surpassed'])[1 + n %% 4], '',
    case when n %% 11 = 0 then 'thiếu vật liệu' else '' end, now(), 'đo', true, 1
from generate_series(1, %(learners)s) n
join (select id, praised_on, unit_id, row_number() over (order by id) as place
      from exemplars_exemplar) one on one.place = 1 + n %% %(exemplars)s
cross join lateral (select (%(communes)s::bigint[])[1 + (n * 7 + n / %(exemplars)s)
    %% cardinality(%(communes)s::bigint[])] as learner) who
where learner <> one.unit_id
"""
_GROWN = """
update exemplars_exemplar one set grown_from_id = learner.id
from exemplars_learning learner
where one.id %% 10 = 0 and learner.id = (
    select min(id) from exemplars_learning other
    where other.state = 'surpassed' and other.exemplar_id = one.id - 5)
"""


def measure(place: Place, *, is_quick: bool) -> list[Row]:
    """Write them, then read what people open."""
    place.become_default()
    share = 10 if is_quick else 1
    units = places(["Tỉnh Đo", *(f"Xã Đo {n}" for n in range(1, COMMUNES + 1))])
    campaign = a_campaign(units)
    _write(campaign, units, EXEMPLARS // share, LEARNERS // share)
    with place.connect(ADMIN) as admin:
        admin.execute("vacuum analyze")
    spend = Spending(Family(place.server.postmaster() or 0))
    count, learners = EXEMPLARS // share, LEARNERS // share
    return [
        _page("sổ điển hình / the register", spend, _register),
        _page("điển hình của phong trào / a campaign's", spend, _of(campaign)),
        _page(
            f"ai học của ai, {count} và {learners} / who learns from whom",
            spend,
            _graph(campaign),
        ),
        _page("một điển hình / one exemplar", spend, _one()),
        _page("Ctrl K, một từ của tên / Ctrl K, a word of the title", spend, _found),
    ]


def _page(what: str, spend: Spending, read: Callable[[], object]) -> Row:
    return registrations.page_row(
        "exemplars", what, spend, read, limit=PAGE_LIMIT, rounds=ROUNDS
    )


def _write(campaign: Any, units: list[Any], exemplars: int, learners: int) -> None:
    from django.db import connection, transaction  # noqa: PLC0415 - Django stands first

    asked = {
        "campaign": campaign.pk,
        "communes": [unit.pk for unit in units[1:]],
        "exemplars": exemplars,
        "learners": learners,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_RULE, asked)
        asked["rule"] = cursor.fetchone()[0]
        for statement in (_EXEMPLARS, _LEARNERS, _GROWN):
            cursor.execute(statement, asked)


def _register() -> object:
    from thidua.exemplars.queries.listing import register_page  # noqa: PLC0415

    return register_page(an_actor(), DAY, {}, "/dien-hinh/")


def _of(campaign: Any) -> Callable[[], object]:
    from thidua.exemplars.queries.campaign import campaign_page  # noqa: PLC0415

    return lambda: campaign_page(campaign, an_actor(), DAY, {}, "/")


def _graph(campaign: Any) -> Callable[[], object]:
    from thidua.exemplars.queries.campaign import graph_page  # noqa: PLC0415

    return lambda: graph_page(campaign, an_actor(), DAY, {}, "/")


def _one() -> Callable[[], object]:
    from thidua.exemplars.models import Exemplar  # noqa: PLC0415
    from thidua.exemplars.queries.one import exemplar_page  # noqa: PLC0415

    some = Exemplar.objects.select_related("campaign", "rule").order_by("pk")
    one = some[10]
    return lambda: exemplar_page(one, an_actor(), DAY)


def _found() -> object:
    from thidua.exemplars.queries.finding import found  # noqa: PLC0415
    from thidua.kernel.finding import words_of  # noqa: PLC0415

    hits = found(an_actor(), words_of("cách làm 4"), DAY)
    if not hits:
        raise AssertionError("nothing was found")
    return hits
