"""A province of real units: the pages that an officer opens most.

The data are those of the demonstration (its seed is fixed), in a database of the
benchmark, made wider: 148 communes, 60 months up to April 2025, 50 lines in the largest
form, a cascade grid of 148 rows. Hamlets are added until the province has over three
thousand units, and one district is given 250 reports to accept.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from bench.ground import ADMIN, Place
from bench.measure import Family
from bench.table import Row
from bench.web import Visit, Web, serving
from bench.widening import widen

if TYPE_CHECKING:
    from django.test import Client

DAY, LATER = "2025-05-20", "2026-05-20"
PASSWORD = "thidua-2025"  # noqa: S105 - the demonstration tells it to everybody
HAMLETS = 2_800  # made up, beside those of the demonstration
WAITING = 250  # reports that one district has not accepted yet
MEMORY = 150  # MiB of a web worker


@dataclass(frozen=True)
class Limit:
    """What a kind of page may cost: queries, ms at p95 alone, ms of CPU."""

    queries: int | None
    p95: float
    cpu: float | None

    def __str__(self) -> str:
        parts = [f"≤ {self.queries} q"] if self.queries else []
        parts.append(f"p95 ≤ {self.p95:.0f} ms")
        parts += [f"CPU ≤ {self.cpu:.0f} ms"] if self.cpu else []
        return ", ".join(parts)

    def holds(self, visit: Visit, queries: int) -> bool:
        return (
            queries <= (self.queries or queries)
            and visit.p95 <= self.p95
            and visit.cpu <= (self.cpu or visit.cpu)
        )


LIST = Limit(12, 40, 18)
REVIEW = Limit(None, 100, 60)
RECORD = Limit(12, 30, 15)
DASHBOARD = Limit(None, 60, None)


@dataclass(frozen=True)
class Page:
    """Who opens what. Without a limit no target is set for such a page."""

    name: str
    who: str
    path: str
    limit: Limit | None = None
    day: str = DAY


def measure(place: Place, *, is_quick: bool) -> list[Row]:
    """Load the province, then open its pages one after the other."""
    _build(place)
    widen(place)
    found = _find(place)
    _add_hamlets(place, found.province)
    _let_wait(place, found)
    pages = _pages(found)
    rows = []
    for day in (DAY, LATER):
        with serving(place, day=day) as web:
            rows += [
                _opened(web, page, times=10 if is_quick else 40)
                for page in pages
                if page.day == day
            ]
            if day == DAY:
                memory = max(Family(web.pid).memory())
    rows.append(
        Row(
            part="province",
            job="bộ nhớ một tiến trình web sau mọi trang / web worker after all pages",
            measured=f"{memory:.0f} MiB",
            target=f"≤ {MEMORY} MiB",
            is_reached=memory <= MEMORY,
            figures={"mib": memory},
        )
    )
    return rows


def _build(place: Place) -> None:
    from django.test import override_settings  # noqa: PLC0415 - needs Django

    from thidua.config import demonstration  # noqa: PLC0415

    place.become_default("thidua_owner")
    with override_settings(THIDUA_TODAY=DAY):
        demonstration.load()
    place.become_default()


def _add_hamlets(place: Place, province: int) -> None:
    asked = {"count": HAMLETS, "province": province, "day": DAY}
    with place.loading() as admin:
        admin.execute(_MORE_HAMLETS, asked)
        admin.execute(
            "select organisations_rebuild_lineage(id) from organisations_tree"
            " where key = 'state'"
        )
    with place.connect(ADMIN) as admin:
        admin.execute("vacuum analyze")


def _let_wait(place: Place, found: Found) -> None:
    """The district's latest reports wait again, counted as when they are sent."""
    from thidua.indicators.standing_out import standing_out  # noqa: PLC0415

    with place.loading() as admin:
        forms = admin.execute(
            "update indicators_report set state = 'submitted', accepted_at = null"
            " where id in (select id from indicators_report where receiver_id = %s"
            " and submitted_at is not null and state in ('accepted', 'submitted')"
            " order by state desc, period_id desc, id limit %s) returning id, form_id",
            [found.district, WAITING],
        ).fetchall()
        counted = standing_out(dict(forms))
        admin.cursor().executemany(
            "update indicators_report set odd = %s, remarks = %s where id = %s",
            [(*told, report) for report, told in counted.items()],
        )


def _opened(web: Web, page: Page, *, times: int) -> Row:
    cookies = web.sign_in(page.who, PASSWORD)
    visit = web.visit(page.path, cookies, times=times)
    queries = _queries(page, cookies)
    return Row(
        part="province",
        job=page.name,
        measured=f"{queries} q, p50 {visit.p50:.0f} p95 {visit.p95:.0f} ms,"
        f" CPU {visit.cpu:.0f} ms, {visit.rate:.0f}/s",
        target=str(page.limit or ""),
        is_reached=page.limit.holds(visit, queries) if page.limit else None,
        figures={"queries": queries, "path": page.path, **asdict(visit)},
    )


def _queries(page: Page, cookies: str) -> int:
    """Counted in this process, on a second visit."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client, override_settings  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client: Client = Client(headers={"cookie": cookies, "host": "localhost"})
    with override_settings(THIDUA_TODAY=page.day):
        client.get(page.path)
        with CaptureQueriesContext(connection) as caught:
            answer = client.get(page.path)
    if answer.status_code != 200:
        raise RuntimeError(f"{page.path} answered {answer.status_code}")
    return len(caught)


def _pages(found: Found) -> list[Page]:
    """Who opens what, at the addresses of what stands in the database."""
    return [*_seen_by_the_office(found), *_worked_on_below(found)]


def _seen_by_the_office(found: Found) -> list[Page]:
    campaign = f"/phong-trao/{found.campaign}/"
    synthesis = f"/tong-hop/{found.campaign}/{found.month}/"
    of_commune = f"/so-lieu/{found.indicator}/{found.commune}/{found.month}/"
    of_province = f"/so-lieu/{found.indicator}/{found.province}/{found.month}/"
    hamlets = f"/don-vi/?trong={found.province}&tim=ap"
    seen = [
        ("bàn làm việc / home", "/", None),
        ("theo dõi cả tỉnh / monitor", "/theo-doi/", DASHBOARD),
        (
            "toàn cảnh của người đứng đầu / the head's page",
            "/theo-doi/toan-canh/",
            DASHBOARD,
        ),
        ("so sánh bốn nơi / four places side by side", "/theo-doi/so-sanh/", None),
        ("đơn vị chậm / late units", "/theo-doi/cham/", None),
        ("trang phong trào / campaign", campaign, DASHBOARD),
        ("đơn vị của phong trào / units of a campaign", f"{campaign}don-vi/", None),
        ("tổng hợp tháng / month's synthesis", synthesis, None),
        ("số liệu của một xã / a commune's figure", of_commune, RECORD),
        ("số liệu của tỉnh / the province's figure", of_province, RECORD),
        ("danh mục tỉnh / list of provinces", "/don-vi/", None),
        (f"hơn {HAMLETS} ấp, hiện 50 / list of hamlets", hamlets, LIST),
        ("trang một đơn vị / a unit", f"/don-vi/{found.district}/", RECORD),
    ]
    return [Page(name, "bantd", path, limit) for name, path, limit in seen]


def _worked_on_below(found: Found) -> list[Page]:
    entry = f"/bao-cao/{found.form}/{found.month + 1}/{found.commune}/"
    review = f"/bao-cao/{found.form}/{found.review_month}/{found.review_unit}/xem-nhan/"
    grid = f"/phong-trao/{found.wide_campaign}/chi-tieu/{found.wide_target}/giao/"
    rows = f"giao chỉ tiêu, {found.wide_rows} dòng / cascade grid"
    waiting = f"{WAITING} báo cáo chờ nhận / reports to accept"
    milestones = f"/phong-trao/{found.campaign}/moc/"
    return [
        Page("các mốc của phong trào / milestones", "bantd", milestones),
        Page("nhập số liệu / entry grid", "chaubinh", entry),
        Page(waiting, "giongtrom", "/bao-cao/cho-nhan/", REVIEW),
        Page("xem một báo cáo / review of one report", "giongtrom", review),
        Page(rows, "vinhlong", grid, day=LATER),
    ]


@dataclass(frozen=True)
class Found:
    """The numbers that the addresses need."""

    campaign: int
    province: int
    form: int
    commune: int
    district: int
    month: int
    indicator: int
    review_unit: int
    review_month: int
    wide_target: int
    wide_campaign: int
    wide_rows: int


def _find(place: Place) -> Found:
    with place.connect(ADMIN) as admin:
        row = admin.execute(_FOUND, {"day": DAY}).fetchone()
    if row is None or None in row:
        raise RuntimeError(f"the demonstration lacks something: {row}")
    return Found(*row)


_FOUND = """
with seat as (
    select person.username as name, mandate.unit_id
    from organisations_user person
    join organisations_mandate mandate on mandate.person_id = person.person_id
    where mandate.during @> %(day)s::date
), campaign as (
    select campaign_id as id from campaigns_target
    group by campaign_id order by count(*) desc limit 1
), form as (
    select form_id as id from indicators_report
    group by form_id order by count(*) desc limit 1
), commune as (select unit_id as id from seat where name = 'chaubinh'),
district as (select unit_id as id from seat where name = 'giongtrom'),
figure as (
    select figure.period_id, figure.indicator_id from indicators_observation figure
    join indicators_report report on report.id = figure.report_id
    where figure.unit_id = (table commune) and report.form_id = (table form)
    order by 1 desc, 2 limit 1
), review as (
    select unit_id, period_id from indicators_report
    where receiver_id = (table district) and state = 'submitted'
      and form_id = (table form) order by id limit 1
), wide as (
    select above.id, above.campaign_id, count(*) as rows
    from campaigns_target above
    join campaigns_target below on below.parent_id = above.id
    group by above.id order by rows desc, above.id limit 1
)
select (table campaign), (select root_id from campaigns_campaign
    where id = (table campaign)), (table form), (table commune), (table district),
    figure.period_id, figure.indicator_id, review.unit_id, review.period_id,
    wide.id, wide.campaign_id, wide.rows
from figure, review, wide
"""
_MORE_HAMLETS = """
with number as (
    select nextval(pg_get_serial_sequence('organisations_unit', 'id')) as id, row_number
    from (select row_number() over () from generate_series(1, %(count)s)) rows
), made as (
    insert into organisations_unit (id, kind, is_made_up)
    select id, 'hamlet', true from number
), above as (
    select line.unit_id, row_number() over (order by line.unit_id) as place,
        count(*) over () as many
    from organisations_lineage line join organisations_unit unit
      on unit.id = line.unit_id and unit.kind in ('commune', 'ward', 'township')
    where line.ancestor_id = %(province)s and line.during @> %(day)s::date
), named as (
    insert into organisations_unitname (unit_id, name, full_name, name_en, folded,
        sort_key, during)
    select id, 'Ấp ' || row_number, 'Ấp ' || row_number, '', 'ap ' || row_number,
        'CV5 ' || lpad(row_number::text, 7, '0'), '[2015-01-01,)'
    from number
)
insert into organisations_placement (tree_id, unit_id, parent_id, during)
select (select id from organisations_tree where key = 'state'), number.id,
    above.unit_id, '[2015-01-01,2025-07-01)'
from number join above on above.place = 1 + number.row_number %% above.many
"""
