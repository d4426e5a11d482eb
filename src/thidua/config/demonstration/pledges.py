"""Who registers in “Đồng khởi mới” in 2025: made-up households, people and collectives.

Four communes brought lists; some wait for approval, one came back, one household stands
twice. A hamlet hands out a code. Heads recorded what they did in the last quarters.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from thidua.config.demonstration.campaign_one import Script, on
from thidua.config.demonstration.dice import dice
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.giving import speaking_for
from thidua.config.demonstration.names import name_of
from thidua.config.demonstration.people import officer_of
from thidua.config.demonstration.story import CHAU_BINH, PHUOC_LONG
from thidua.organisations.actor import Actor, the_system
from thidua.pledges import actions
from thidua.pledges.codes import code_for
from thidua.pledges.drafts import DutyDraft, RegistrationDraft, TargetDraft
from thidua.pledges.models import Registration, Title
from thidua.pledges.where import Choice, choices_of

HAMLET = "29008/Ấp 4"
LISTS = {CHAU_BINH: 60, PHUOC_LONG: 34, "b29005": 48, "b29011": 22, HAMLET: 18}
"""Households of each list."""
BROUGHT, DECIDED = date(2025, 3, 10), date(2025, 3, 18)
KIND = Registration.Kind
_WORK: Sequence[tuple[str, str, int, int]] = (
    ("Trồng dừa xiêm", "cây", 20, 200),
    ("Trồng bưởi da xanh", "cây", 15, 120),
    ("Nuôi bò sinh sản", "con", 2, 8),
    ("Hiến đất làm đường", "mét vuông", 20, 300),
    ("Trồng hoa dọc đường vào nhà", "mét", 15, 80),
    ("Dụng cụ trữ nước ngọt", "mét khối", 3, 12),
)
_DONE = {
    "urge": "Họp giao ban với các trưởng ấp, nhắc ba ấp chưa nộp danh sách hộ.",
    "guide": "Hướng dẫn chi hội Nông dân cách ghi chỉ tiêu và cách đăng ký bằng mã.",
    "check": "Đi thực tế ấp 4, xem hai hộ trồng dừa và đoạn đường hoa.",
}


_SUBJECTS: Sequence[tuple[str, str, str, str]] = (
    (
        KIND.CLAN,
        "Dòng họ Lê ấp 2",
        "Không để con cháu bỏ học giữa chừng",
        Title.LEARNING_CLAN,
    ),
    (
        KIND.COLLECTIVE,
        "Chi hội Phụ nữ ấp 5",
        "Giữ tuyến đường hoa sạch mỗi chiều thứ Sáu",
        Title.ADVANCED_GROUP,
    ),
    (
        KIND.ENTERPRISE,
        "Hợp tác xã Dừa hữu cơ Châu Bình",
        "Thu mua dừa của hộ nghèo không thấp hơn giá thị trường",
        "",
    ),
)


def register_people(script: Script, loading: Loading) -> None:
    """The lists and what became of them; a code; what the heads did."""
    for key, count in LISTS.items():
        _list(script, loading, key, count)
    _others(script, loading)
    _one_twice(script, loading)
    head = officer_of(loading.stage, "truongap", HAMLET)
    actions.hand_out_code(
        script.campaign,
        loading.stage.ids[HAMLET],
        label="Hộ dân ấp 4",
        ends_on=date(2025, 6, 30),
        actor=head,
        at=on(date(2025, 5, 5), 8),
    )
    for key in (CHAU_BINH, PHUOC_LONG):
        _duties(script, loading, key)


def _list(script: Script, loading: Loading, key: str, count: int) -> None:
    unit, actor = loading.stage.ids[key], speaking_for(loading, key)
    items = choices_of(script.campaign, unit, BROUGHT)
    drafts = [_household(key, number, items) for number in range(count)]
    at = on(BROUGHT, 14, 30)
    answers = actions.register_others(
        script.campaign, unit, drafts, actor=actor, at=at, said="danh sách của đơn vị"
    )
    found = Registration.objects.in_bulk([one.pk for one in answers if one.is_kept])
    made = list(found.values())
    waiting = max(4, count // 5)
    actions.approve_registrations(
        made[: count - waiting - 1], actor=actor, at=on(DECIDED, 9)
    )
    actions.return_registrations(
        made[-1:],
        reason="Ghi rõ trồng bao nhiêu cây, trên đất nào.",
        actor=actor,
        at=on(DECIDED, 9, 20),
    )


def _household(key: str, number: int, items: Sequence[Choice]) -> RegistrationDraft:
    chance = dice("registration", key, number)
    words, measure, least, most = chance.choice(_WORK)
    shows = {"name", "content"} if chance.random() < 0.7 else set()
    if shows and chance.random() < 0.5:
        shows.add("address")
    return RegistrationDraft(
        kind=KIND.HOUSEHOLD,
        name=name_of("household", key, number).full,
        birth_year=chance.randint(1945, 1990),
        address="Ấp 4" if key == HAMLET else f"Ấp {chance.randint(1, 7)}",
        content=[chance.choice(items).key] if items else [],
        targets=[TargetDraft(words, Decimal(chance.randint(least, most)), measure)],
        title=chance.choice((Title.CULTURED_FAMILY, Title.GOOD_FARMER, "")),
        shows=frozenset(shows),
        is_made_up=True,
    )


def _others(script: Script, loading: Loading) -> None:
    """A clan, a collective, a cooperative and a teacher of Châu Bình."""
    unit, actor = loading.stage.ids[CHAU_BINH], speaking_for(loading, CHAU_BINH)
    shown = frozenset({"name", "content", "result"})
    drafts = [
        _subject(kind, name, name_of("stands for", name).full, words, title, shown)
        for kind, name, words, title in _SUBJECTS
    ]
    at = on(date(2025, 4, 2), 10)
    answers = actions.register_others(
        script.campaign, unit, [*drafts, _teacher(shown)], actor=actor, at=at
    )
    made = list(
        Registration.objects.filter(pk__in=[one.pk for one in answers]).order_by("pk")
    )
    actions.approve_registrations(made, actor=actor, at=on(date(2025, 4, 4), 9))
    actions.tell_result(
        made[1],
        "Bốn tháng giữ đủ 16 chiều thứ Sáu, thêm 200 mét hoa mười giờ.",
        actor=actor,
        at=on(date(2025, 5, 12), 15),
    )


def _teacher(shows: frozenset[str]) -> RegistrationDraft:
    return RegistrationDraft(
        kind=KIND.INDIVIDUAL,
        name=name_of("teacher", CHAU_BINH).full,
        birth_year=1984,
        address="Ấp 1",
        words="Dạy bơi miễn phí cho 40 em trong hè",
        title=Title.GOOD_DEEDS,
        shows=shows,
        is_made_up=True,
    )


def _subject(
    kind: str, name: str, head: str, words: str, title: str, shows: frozenset[str]
) -> RegistrationDraft:
    return RegistrationDraft(
        kind=kind,
        name=name,
        representative=head,
        words=words,
        title=title,
        shows=shows,
        is_made_up=True,
    )


def _one_twice(script: Script, loading: Loading) -> None:
    """A household of the list registers again by a code, without its year of birth."""
    first = _household(CHAU_BINH, 3, [])
    code = actions.hand_out_code(
        script.campaign,
        loading.stage.ids[CHAU_BINH],
        label="Hội Nông dân xã",
        ends_on=date(2025, 9, 30),
        actor=speaking_for(loading, CHAU_BINH),
        at=on(date(2025, 5, 5), 9),
    )
    again = RegistrationDraft(
        kind=KIND.HOUSEHOLD,
        name=first.name,
        words="Cho mượn đất làm sân chơi của ấp",
        is_made_up=True,
    )
    actions.register_by_code(
        code,
        again,
        code=code_for("minh họa"),
        actor=the_system("Người đăng ký bằng mã"),
        at=on(date(2025, 5, 14), 16),
    )


def _duties(script: Script, loading: Loading, key: str) -> None:
    actor = _head(loading, key)
    told = [
        ("launch", date(2020, 12, 10), "Phát động trước toàn thể cán bộ, trưởng ấp.")
    ]
    told += [
        (kind, date(2025, 2, 12) + timedelta(days=9 * place), words)
        for place, (kind, words) in enumerate(_DONE.items())
    ]
    told.append(("urge", date(2025, 4, 22), _DONE["urge"]))
    for kind, day, words in told:
        actions.record_duty(
            script.campaign,
            loading.stage.ids[key],
            DutyDraft(kind, day, words),
            actor=actor,
            at=on(max(day, date(2021, 1, 4)), 16),
        )


def _head(loading: Loading, key: str) -> Actor:
    if key == CHAU_BINH:
        return officer_of(loading.stage, "chutich.chaubinh", key)
    return speaking_for(loading, key)
