"""Who works where: made-up people, their mandates, and the sign-ins to try."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateRange

from thidua.audit.trail import record
from thidua.config.demonstration.bodies import bodies
from thidua.config.demonstration.files import told
from thidua.config.demonstration.names import name_of
from thidua.config.demonstration.places import (
    BEN_TRE,
    VINH_LONG,
    Place,
    communes_of,
    districts_of,
)
from thidua.config.demonstration.stage import Stage
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Person, Unit, User
from thidua.organisations.naming import unit_called
from thidua.organisations.official import TWO_TIERS_FROM, official_successions
from thidua.organisations.trying import Trial

LOADER = "Nạp dữ liệu minh họa"
"""The program's name while it loads."""

PASSWORD = "thidua-2025"  # noqa: S105  told to everybody who starts the demonstration
OFFICER, HEAD = Mandate.Role.OFFICER, Mandate.Role.HEAD


@dataclass(frozen=True, slots=True)
class Post:
    """A person's mandate, as it will be written."""

    at: str
    role: str
    title: str
    since: date | None = None
    until: date | None = None

    @property
    def during(self) -> DateRange:
        return DateRange(self.since, self.until + DAY if self.until else None)


@dataclass
class SomeBody:
    """A person who does not exist, and what they are charged with."""

    name: str
    posts: list[Post]
    user: str = ""


@dataclass
class Crew:
    """Who speaks for a unit: name and title by the unit's key and role."""

    by_post: dict[tuple[str, str], str] = field(default_factory=dict)

    def officer(self, key: str) -> str:
        return self.by_post.get((key, OFFICER)) or self.by_post.get((key, HEAD), "")

    def head(self, key: str) -> str:
        return self.by_post.get((key, HEAD)) or self.officer(key)


def cast() -> list[SomeBody]:
    """The people of the story, who can sign in."""
    return [
        SomeBody(row["name"], [_post(post) for post in row["mandates"]], row["user"])
        for row in told("people")["cast"]
    ]


def _post(row: dict[str, Any]) -> Post:
    return Post(row["at"], row["role"], row["title"], row.get("from"), row.get("until"))


def everybody() -> list[SomeBody]:
    """The cast, and an officer or a head for every post that is still free."""
    people = cast()
    taken = {(post.at, post.role) for person in people for post in person.posts}
    others = [
        SomeBody(person.name, free)
        for person in _others()
        if (
            free := [post for post in person.posts if (post.at, post.role) not in taken]
        )
    ]
    return people + others


DAY = timedelta(days=1)
LAST_DAY = TWO_TIERS_FROM - DAY
_CHAIR = "Chủ tịch Ủy ban nhân dân"


def _others() -> Iterator[SomeBody]:
    communes = communes_of(BEN_TRE)
    yield from _of_old_communes(communes)
    yield from _of_new_communes()
    for place in districts_of(BEN_TRE, communes):
        for role, title in ((OFFICER, "Chuyên viên Phòng Nội vụ"), (HEAD, _CHAIR)):
            posts = [Post(place.key, role, title, until=LAST_DAY)]
            yield SomeBody(name_of(place.key, role).full, posts)
    for body in bodies():
        for post in _posts_of(body.key, body.kind, body.era):
            yield SomeBody(name_of(body.key, post.role).full, [post])


def _of_old_communes(communes: Sequence[Place]) -> Iterator[SomeBody]:
    """An officer and a chairman each; some carry on in the commune that followed."""
    goes_on = _first_heirs()
    for place in communes:
        for role, title, later in (
            (OFFICER, "Công chức Văn phòng – Thống kê", "Chuyên viên Văn phòng"),
            (HEAD, _CHAIR, _CHAIR),
        ):
            posts = [Post(place.key, role, title, until=LAST_DAY)]
            if place.key in goes_on:
                posts.append(Post(goes_on[place.key], role, later, TWO_TIERS_FROM))
            yield SomeBody(name_of(place.key, role).full, posts)


def _of_new_communes() -> Iterator[SomeBody]:
    carried = set(_first_heirs().values())
    for place in communes_of(VINH_LONG):
        if place.key not in carried:
            for role, title in ((OFFICER, "Chuyên viên Văn phòng"), (HEAD, _CHAIR)):
                posts = [Post(place.key, role, title, TWO_TIERS_FROM)]
                yield SomeBody(name_of(place.key, role).full, posts)


def _posts_of(key: str, kind: str, era: str) -> Iterator[Post]:
    since = TWO_TIERS_FROM if era == "after" else None
    until = LAST_DAY if era == "before" else None
    if kind == Unit.Kind.DEPARTMENT:
        yield Post(key, HEAD, "Thủ trưởng cơ quan", since, until)
    if kind == Unit.Kind.HAMLET:
        yield Post(key, HEAD, "Trưởng ấp", since, until)
    elif kind not in {Unit.Kind.SERVICE, Unit.Kind.ENTERPRISE}:
        yield Post(key, OFFICER, "Chuyên viên", since, until)


def _first_heirs() -> dict[str, str]:
    """For each new commune the first of its old ones, whose people carry on."""
    ours = {place.key for place in communes_of(BEN_TRE)}
    first: dict[str, str] = {}
    for line in official_successions():
        if line.old in ours and line.is_main:
            first.setdefault(line.new, line.old)
    return {old: new for new, old in first.items()}


def people_the_stage(stage: Stage, *, actor: Actor, at: datetime) -> Crew:
    """Write people, mandates and sign-ins; all flagged as made up."""
    people = everybody()
    persons = Person.objects.bulk_create(
        Person.named(person.name, is_made_up=True) for person in people
    )
    Mandate.objects.bulk_create(
        Mandate(
            person=person,
            unit_id=stage.ids[post.at],
            role=post.role,
            title=post.title,
            during=post.during,
        )
        for body, person in zip(people, persons, strict=True)
        for post in body.posts
    )
    secret = make_password(PASSWORD)
    users = User.objects.bulk_create(
        User(username=body.user, person=person, password=secret)
        for body, person in zip(people, persons, strict=True)
        if body.user
    )
    record(
        "organisations.people.staged", users[0], actor=actor, at=at, count=len(persons)
    )
    return crew_again()


def crew_again() -> Crew:
    """Who speaks for whom; it follows from the content alone."""
    crew = Crew()
    for body in everybody():
        for post in body.posts:
            crew.by_post.setdefault((post.at, post.role), body.name)
    return crew


def officer_of(stage: Stage, username: str, key: str) -> Actor:
    """Somebody of the cast, acting for one of their units."""
    user = User.objects.select_related("person").get(username=username)
    mandate = user.person.mandates.get(unit=stage.ids[key])
    day = (mandate.during.upper or mandate.during.lower or TWO_TIERS_FROM) - DAY
    office = f"{mandate.title}, {unit_called(mandate.unit_id, day)}"
    return Actor(user, mandate, name=user.person.full_name, office=office)


def sign_ins() -> list[tuple[str, str, str, str]]:
    """Who, sign-in name, password, and what to try; in the order of the story."""
    return [
        (row["name"], row["user"], PASSWORD, row["try"])
        for row in told("people")["cast"]
    ]


def trials() -> list[Trial]:
    """The same for the page on which one signs in, in both languages."""
    return [
        Trial(row["user"], PASSWORD, row["try"], row["try_en"])
        for row in told("people")["cast"]
    ]
