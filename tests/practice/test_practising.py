"""A learner plays both sides in a world of her own; nothing else notices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pytest_django import Settings

from tests.doors import signed_in
from tests.indicators.factories import an_office
from tests.organisations.factories import an_actor
from thidua.audit.models import Entry
from thidua.audit.trail import record
from thidua.campaigns.models import Campaign, Target
from thidua.indicators.models import Form, FormLine, Observation, Report
from thidua.kernel import clock
from thidua.kernel.apps import drop_what_is_apart
from thidua.kernel.database import apart
from thidua.organisations.actor import Actor, the_system
from thidua.organisations.models import Mandate, Person, Unit, User
from thidua.practice import actions
from thidua.practice.models import Practice
from thidua.practice.queries import practice_page
from thidua.practice.world import MONTHS

pytestmark = pytest.mark.django_db

START, IN = "/tuan-dau/tap-lam/", "/tap-lam/"
OWN = {"practice_practice", "audit_entry", "django_session", "kernel_idempotencykey"}
"""What opening a practice writes among the real tables: that it was opened."""

LEANS_ON = """
with things (place, id) as (
    select relnamespace, oid from pg_class
    union all select pronamespace, oid from pg_proc
    union all select typnamespace, oid from pg_type
    union all select connamespace, oid from pg_constraint
    union all select relnamespace, one.oid from pg_trigger one
        join pg_class on pg_class.oid = tgrelid
    union all select relnamespace, one.oid from pg_attrdef one
        join pg_class on pg_class.oid = adrelid
)
select pg_describe_object(classid, objid, 0),
    pg_describe_object(refclassid, refobjid, 0)
from pg_depend
join things apart on apart.id = objid and apart.place = %(place)s::regnamespace
join things own on own.id = refobjid and own.place = 'public'::regnamespace
"""
"""What of a set of tables apart hangs on the real ones."""


def the_learner() -> Actor:
    """An officer of a commune in a province that works."""
    return an_actor(an_office().commune)


def the_user(actor: Actor) -> User:
    assert actor.user is not None
    return actor.user


def everything() -> dict[str, str]:
    """Every row of every real table, but those of `OWN`."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            if table not in OWN:
                cursor.execute(f"select t::text from public.{table} t order by 1")  # noqa: S608
                rows = "\n".join(row[0] for row in cursor.fetchall())
                found[table] = sha256(rows.encode()).hexdigest()
    return found


def seen_by(actor: Actor) -> dict[str, str]:
    """What somebody reads in lists, in the palette, on desks; without tokens."""
    client = signed_in(actor)
    pages = ("", "don-vi/", "phong-trao/", "bao-cao/", "bao-cao/cho-nhan/", "chi-so/")
    more = ("bieu-mau/", "theo-doi/", "tim/?q=tap%20lam", "nhac-viec/", "van-ban/")
    token = re.compile(r'value="[\w-]{20,}"|X-CSRFToken": "\w+"|In lúc [\d:]+')
    return {
        page: token.sub("", client.get(f"/{page}").content.decode())
        for page in pages + more
    }


def sit(client: Client, kind: str) -> None:
    """Take the chair in the office above, or the one in the commune."""
    with apart.within(Practice.objects.get().pk):
        chair = Mandate.objects.get(unit__kind=kind)
    client.post(f"{IN}tai-khoan/vai/", {"mandate": chair.pk, "next": IN})


def do(client: Client, path: str, **data: object) -> str:
    """One deed within the practice; it is done, and the page after it is answered."""
    answer = client.post(f"{IN}{path}", data, follow=True)
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    return answer.content.decode()


def ticks(actor: Actor) -> list[bool]:
    return [step.is_done for step in practice_page(actor).steps]


@dataclass(frozen=True)
class There:
    """What stands in a practice that was just opened."""

    campaign: int
    form: int
    month: int
    root: int
    one: int
    two: int
    road: int
    homes: int

    @property
    def of(self) -> str:
        return f"phong-trao/{self.campaign}/"

    @property
    def report(self) -> str:
        return f"bao-cao/{self.form}/{self.month}/{self.one}/"


def look_round() -> There:
    with apart.within(Practice.objects.get().pk):
        form = Form.objects.get()
        one, two = Unit.objects.filter(kind="commune").order_by("pk")
        road, homes = FormLine.objects.order_by("pk")
        return There(
            campaign=Campaign.objects.get().pk,
            form=form.pk,
            month=form.periods.order_by("pk")[MONTHS - 1].period_id,
            root=Target.objects.filter(parent=None).earliest("pk").pk,
            one=one.pk,
            two=two.pk,
            road=road.pk,
            homes=homes.pk,
        )


def announced() -> int:
    """How much a worker would have to tell."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_jobs where task_name = 'deliver'"
        )
        return int(cursor.fetchone()[0])


def bargain(client: Client, there: There) -> None:
    """The office shares out, the commune wants less, the office agrees."""
    sit(client, "province")
    given = {f"cell-v{there.one}": "18", f"cell-v{there.two}": "12"}
    do(client, f"{there.of}chi-tieu/{there.root}/giao/", **given)
    sit(client, "commune")
    with apart.within(Practice.objects.get().pk):
        child = Target.objects.get(parent=there.root, unit=there.one)
    target = f"{there.of}chi-tieu/{child.pk}/"
    do(client, f"{target}de-nghi/", revision=1, value="15", reason="Thiếu vốn")
    sit(client, "province")
    do(client, f"{target}dong-y/", revision=2)


def report_and_mend(client: Client, there: There) -> None:
    """The commune reports, the office sends a line back, the commune mends it."""
    sit(client, "commune")
    do(
        client,
        f"{there.report}luu/",
        **{f"cell-{there.road}": "11", f"cell-{there.homes}": "7"},
    )
    do(client, f"{there.report}gui/")
    sit(client, "province")
    do(
        client,
        f"{there.report}tra-lai/",
        **{f"reason-{there.road}": "Gấp mười tháng trước"},
    )
    sit(client, "commune")
    assert "Gấp mười tháng trước" in client.get(f"{IN}{there.report}").content.decode()
    with apart.within(Practice.objects.get().pk):
        version = Observation.objects.get(
            report__unit=there.one, report__period=there.month, value=11
        ).version
    do(client, f"{there.report}luu/", cell=there.road, value="1,1", version=version)
    do(client, f"{there.report}gui/")


@pytest.mark.demand("002.4b")
@pytest.mark.parametrize("day", [None, "2024-05-20"])
def test_a_learner_plays_both_sides_and_nothing_real_notices(
    day: str | None, settings: Settings
) -> None:
    """Today, and in an office that stands years before the day on the wall."""
    settings.THIDUA_TODAY = day
    learner = the_learner()
    watcher = an_actor(Unit.objects.get(kind=Unit.Kind.PROVINCE))
    client = signed_in(learner)
    connection.check_constraints()  # what the fixtures put off until their commit
    before = seen_by(watcher), seen_by(learner), everything()

    home = client.post(f"{START}mo/", follow=True)
    assert home.redirect_chain == [(IN, 302)]
    assert "Tập làm — không ảnh hưởng số liệu thật" in home.content.decode()
    assert "Bước 1/7: Chia chỉ tiêu cho hai xã" in home.content.decode()
    assert "bước 1 của phần tập làm đang chờ" in home.content.decode()
    assert "ông có việc nào đang chờ" not in home.content.decode()
    there = look_round()
    bargain(client, there)
    report_and_mend(client, there)
    assert ticks(learner) == [True] * 6 + [False]
    sit(client, "province")
    figure = f"{IN}phong-trao/{there.campaign}/chi-tieu/{there.root}/"
    unsure = client.get(figure).content.decode()
    do(client, f"{there.report}nhan/")
    assert client.get(figure).content.decode() != unsure
    assert "Đã làm đủ 7 bước" in client.get(IN).content.decode()

    after = everything(), seen_by(learner), seen_by(watcher)
    for then, now in zip(reversed(before), after, strict=True):
        assert [name for name in then if then[name] != now[name]] == []
    opened = Entry.objects.filter(verb__startswith="practice.").order_by("pk")
    verbs = [entry.verb.rpartition(".")[2] for entry in opened]
    assert verbs == ["opened", "finished"]
    assert Report.objects.count() == 0
    with apart.within(Practice.objects.get().pk):
        assert announced() > 0, "what would be told waits where no worker looks"
    assert announced() == 0


def test_within_a_practice_the_database_knows_nothing_real() -> None:
    learner = the_learner()
    real = Unit.objects.values_list("pk", flat=True)
    far = max(real) + 1000
    practice = actions.open_practice(the_user(learner), actor=learner, at=clock.now())

    with apart.within(practice.pk):
        with connection.cursor() as cursor:
            cursor.execute("select current_schemas(false)")
            assert cursor.fetchone() == ([f"apart_{practice.pk}"],)
        assert Unit.objects.count() == 5
        assert Person.objects.get().full_name == learner.name
        assert not User.objects.get().has_usable_password()
        mandate = Mandate.objects.earliest("pk")
        mandate.pk, mandate.unit_id = None, far
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
        with pytest.raises(IntegrityError), transaction.atomic():
            mandate.save()
    with connection.cursor() as cursor:
        cursor.execute(LEANS_ON, {"place": f"apart_{practice.pk}"})
        assert cursor.fetchall() == []
    assert set(Unit.objects.values_list("pk", flat=True)) == set(real)


def test_it_is_begun_anew_thrown_away_and_forgotten_when_nobody_comes() -> None:
    learner = the_learner()
    client = signed_in(learner)
    assert client.get(f"{IN}phong-trao/")["Location"] == START
    assert "Mở phần tập làm" in client.get(START).content.decode()
    client.post(f"{START}mo/")
    first = Practice.objects.get()
    with apart.within(first.pk):
        record("campaigns.targets.proposed", first, actor=learner, at=clock.now())
    assert ticks(learner)[0]

    client.post(f"{START}mo/")
    again = Practice.objects.get()
    assert not apart.is_open(first.pk)
    assert again.pk != first.pk
    assert ticks(learner) == [False] * 7

    at = clock.now()
    actions.discard_practices(at.date(), actor=the_system("thử"), at=at)
    assert apart.is_open(again.pk)
    later = at.date() + timedelta(days=1)
    actions.discard_practices(later, actor=the_system("thử"), at=at)
    assert not apart.is_open(again.pk)
    assert client.get(IN)["Location"] == START

    apart.open_place(again.pk)
    Practice.objects.create(
        pk=again.pk, user=the_user(learner), opened_at=at, used_on=at.date()
    )
    client.post(f"{START}bo/")
    assert not Practice.objects.exists()
    assert not apart.is_open(again.pk)


def test_what_is_opened_while_practising_is_no_recent_thing_of_the_office() -> None:
    client = signed_in(the_learner())
    client.post(f"{START}mo/")
    there = look_round()

    assert client.get(f"{IN}{there.of}").status_code == 200

    assert "thidua_recent" not in client.cookies
    practised = client.cookies["thidua_recent_tap_lam"].value
    assert f"campaign{there.campaign}" in practised


def test_who_still_reads_what_is_thrown_away_is_led_to_the_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    learner = the_learner()
    client = signed_in(learner)
    client.post(f"{START}mo/")
    practice = Practice.objects.get()
    with apart.within(practice.pk), connection.cursor() as cursor:
        cursor.execute(
            "select mode from pg_locks where locktype = 'advisory' and objid = %s",
            [practice.pk],
        )
        assert ("ShareLock",) in cursor.fetchall(), "who drops it waits for the reader"
    actions.close_practice(practice, actor=learner, at=clock.now())

    where = "thidua.practice.middleware.practice_of"
    monkeypatch.setattr(where, lambda _user: practice)
    answer = client.get(f"{IN}phong-trao/")

    assert (answer.status_code, answer["Location"]) == (302, START)


def test_what_the_database_refuses_while_practising_is_said_on_a_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_target: object, **_given: object) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("do $$ begin raise exception 'Cây này thành vòng.'; end $$")

    client = signed_in(the_learner())
    client.post(f"{START}mo/")
    there = look_round()
    sit(client, "province")
    action = "thidua.campaigns.views.answering.actions.agree_to_counter"
    monkeypatch.setattr(action, refused)

    answer = client.post(
        f"{IN}{there.of}chi-tieu/{there.root}/dong-y/", {"revision": 1}
    )

    assert answer.status_code == 409
    assert "Cây này thành vòng." in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    ["dang-xuat/", "tai-khoan/mat-khau/", "tai-khoan/phien/", "he-thong/tuy-chon/"],
)
def test_what_concerns_the_account_is_done_for_real(path: str) -> None:
    client = signed_in(the_learner())

    answer = client.post(f"{IN}{path}?q=1")

    assert (answer.status_code, answer["Location"]) == (307, f"/{path}?q=1")


def test_an_upgrade_drops_what_looks_like_the_tables_of_before() -> None:
    apart.open_place(7)

    drop_what_is_apart(using="default")

    assert not apart.is_open(7)
    with pytest.raises(LookupError), apart.within(7):
        raise AssertionError
