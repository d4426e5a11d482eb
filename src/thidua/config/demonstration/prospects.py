"""Promising people, units and practices of “Đồng khởi mới”, made up and marked so.

In the fields that the documents name: water, roads, start-ups, coconuts, administrative
reform, learning families. Some were told of, some a unit found itself, one the figures
showed; their support stands in every state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from thidua.config.demonstration.campaign_one import Script, on
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.giving import speaking_for
from thidua.config.demonstration.names import name_of
from thidua.config.demonstration.papers import png, upload
from thidua.config.demonstration.people import officer_of
from thidua.config.demonstration.story import CHAU_BINH, PHUOC_LONG
from thidua.kernel.files import keep
from thidua.organisations.actor import Actor, the_system
from thidua.organisations.models import Mandate
from thidua.organisations.naming import unit_called
from thidua.prospects import actions
from thidua.prospects.drafts import (
    MeasureDraft,
    ProspectDraft,
    SubjectDraft,
    TipDraft,
)
from thidua.prospects.models import (
    DiscoveryHit,
    Prospect,
    Subject,
    SupportMeasure,
    Tip,
)

HAMLET, OFFICE = "29008/Ấp 4", "ban-thi-dua"
KIND, FIELD, HELP = Subject.Kind, Subject.Field, SupportMeasure.Kind
SEARCHED, TODAY = date(2025, 5, 9), date(2025, 5, 20)


@dataclass(frozen=True, slots=True)
class Told:
    """A tip: about whom, at which unit, what they did, when, and what became of it."""

    key: str
    kind: str
    name: str
    what: str
    day: date
    place: str = ""
    answer: str = ""
    field: str = FIELD.OTHER
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class Grown:
    """A prospect that a unit found itself, and how far its support has come."""

    key: str
    kind: str
    name: str
    field: str
    what: str
    steps: Sequence[tuple[str, str, int, int]]
    """Kind of support, words, million đồng, days from today until it is due."""
    state: str = ""


TIPS: Sequence[Told] = (
    Told(
        CHAU_BINH,
        KIND.PERSON,
        "",
        "Tự đào ao trữ nước mưa 400 m³, mùa mặn cho tám nhà bên dùng chung.",
        date(2025, 5, 16),
        "Ấp 4",
        field=FIELD.WATER,
    ),
    Told(
        CHAU_BINH,
        KIND.PRACTICE,
        "Ngày không hẹn ở bộ phận một cửa",
        "Sáng thứ Năm dân đến là làm, không cần phiếu hẹn; tháng 4 trả 62 hồ sơ.",
        date(2025, 5, 14),
        field=FIELD.REFORM,
    ),
    Told(
        CHAU_BINH,
        KIND.PRACTICE,
        "Ngay khong hen o bo phan mot cua",
        "Thứ Năm khỏi phải hẹn, vô làm giấy xong về liền.",
        date(2025, 5, 15),
        field=FIELD.REFORM,
    ),
    Told(
        HAMLET,
        KIND.GROUP,
        "Tổ hùn vốn làm đường ấp 4",
        "Mười hai hộ góp mỗi tuần 20 nghìn đồng, làm được 300 m đường trước nhà.",
        date(2025, 5, 12),
        "Ấp 4",
        field=FIELD.ROADS,
        has_picture=True,
    ),
    Told(
        PHUOC_LONG,
        KIND.PERSON,
        "",
        "Bán bánh dừa qua mạng, chỉ cho sáu chị trong xóm cùng bán.",
        date(2025, 5, 13),
        "Ấp 2",
        field=FIELD.STARTUP,
    ),
    Told(
        PHUOC_LONG,
        KIND.HOUSEHOLD,
        "",
        "Ba thế hệ đều đi học, mở tủ sách cho trẻ trong ấp.",
        date(2025, 4, 20),
        "Ấp 5",
        answer="Cảm ơn; gia đình đã được xã công nhận gia đình học tập năm 2024.",
        field=FIELD.LEARNING,
    ),
)
TAKEN_UP = Told(
    CHAU_BINH,
    KIND.PERSON,
    "",
    "Ghép dừa xiêm lùn chịu mặn, bán 3.000 cây giống, hướng dẫn 25 hộ.",
    date(2025, 2, 18),
    "Ấp 2",
    field=FIELD.FARMING,
)
PROSPECTS: Sequence[Grown] = (
    Grown(
        CHAU_BINH,
        KIND.HOUSEHOLD,
        "",
        FIELD.WATER,
        "Làm túi trữ nước bằng bạt cũ, 30 m³ giá 2 triệu đồng, mười hộ làm theo.",
        (
            (HELP.TECHNICAL, "Mời cán bộ thủy lợi kiểm tra độ bền của túi", 0, -12),
            (HELP.MATERIAL, "Hỗ trợ bạt cho ba hộ nghèo làm theo", 6, 25),
        ),
    ),
    Grown(
        CHAU_BINH,
        KIND.GROUP,
        "Tổ nhân dân tự quản số 7",
        FIELD.ROADS,
        "Vận động đủ 410 m đường không cần ngân sách, tự giám sát từng mẻ bê tông.",
        ((HELP.MORAL, "Chủ tịch xã dự họp tổ, biểu dương trước ấp", 0, -30),),
        state="invited",
    ),
    Grown(
        PHUOC_LONG,
        KIND.PERSON,
        "",
        FIELD.STARTUP,
        "Làm chén từ gáo dừa, thu 45 triệu đồng một tháng, dùng sáu lao động.",
        (
            (HELP.MATERIAL, "Giới thiệu vay vốn khởi nghiệp của Đoàn", 50, 40),
            (HELP.TECHNICAL, "Dạy làm hồ sơ sản phẩm OCOP", 3, 10),
        ),
        state="accepted",
    ),
    Grown(
        "b29005",
        KIND.PRACTICE,
        "Thu gom dừa bằng ghe theo lịch con nước",
        FIELD.FARMING,
        "Hai mươi hộ bán chung một giá, bớt được phí vận chuyển 8 phần trăm.",
        ((HELP.TECHNICAL, "Lập hợp đồng mẫu với nhà máy", 0, 20),),
    ),
    Grown(
        "b29011",
        KIND.HOUSEHOLD,
        "",
        FIELD.LEARNING,
        "Bốn con học đại học, cha mẹ học xong lớp 9 ban đêm.",
        (),
    ),
    Grown(
        "b29005",
        KIND.UNIT,
        "Chi bộ ấp Bình Thạnh",
        FIELD.PARTY,
        "Họp chi bộ có chuyên đề hằng quý, mỗi đảng viên giúp một hộ thoát nghèo.",
        ((HELP.MORAL, "Huyện ủy cử người dự họp chuyên đề quý II", 0, 35),),
    ),
    Grown(
        "b29011",
        KIND.PERSON,
        "",
        FIELD.CULTURE,
        "Dạy đờn ca tài tử miễn phí cho thanh niên mỗi tối thứ Bảy.",
        (),
        state="closed",
    ),
)


def find_prospects(script: Script, loading: Loading) -> None:
    """Tips and their answers, prospects and their support, a search of the figures."""
    for place, one in enumerate(TIPS):
        _tip(script, loading, one, place)
    _taken_up(script, loading)
    for place, grown in enumerate(PROSPECTS):
        _grown(script, loading, grown, place)
    _searched(script, loading)


def _tip(script: Script, loading: Loading, told: Told, place: int) -> Tip:
    teller = the_system(name_of("tells of a prospect", told.key, place).full)
    if told.key == HAMLET:
        teller = officer_of(loading.stage, "truongap", HAMLET)
    at = on(told.day, 19, 5 + place)
    picture = None
    if told.has_picture:
        picture = keep(
            upload("duong-to-hun-von.png", png()),
            by=teller.name,
            at=at,
            is_shown=True,
        )
    tip = actions.send_tip(
        TipDraft(
            subject=_subject(told.kind, told.name, told.place, told.field, place),
            where_id=loading.stage.ids[told.key],
            what=told.what,
            campaign_id=script.campaign.pk,
            picture=picture,
            is_made_up=True,
        ),
        actor=teller,
        at=at,
    )
    if told.answer:
        later = on(told.day + timedelta(days=3), 9)
        answering = speaking_for(loading, told.key)
        actions.answer_tip(tip, told.answer, actor=answering, at=later)
    return tip


def _subject(kind: str, name: str, place: str, field: str, number: int) -> SubjectDraft:
    return SubjectDraft(
        kind=kind,
        name=name or name_of("prospect", kind, field, number).full,
        place=place,
        field=field,
    )


def _owner(loading: Loading, key: str, day: date) -> int | None:
    """Somebody who serves at the unit."""
    held = Mandate.objects.held_on(day).filter(unit=loading.stage.ids[key])
    officers = held.filter(role="officer").order_by("pk")
    return officers.values_list("person", flat=True).first()


def _taken_up(script: Script, loading: Loading) -> None:
    """Told in February, taken up in March, supported since."""
    tip = _tip(script, loading, TAKEN_UP, 9)
    day = date(2025, 3, 3)
    draft = ProspectDraft(
        subject=_subject(TAKEN_UP.kind, tip.name, tip.place, TAKEN_UP.field, 9),
        what=TAKEN_UP.what,
        campaign_id=script.campaign.pk,
        owner_id=_owner(loading, CHAU_BINH, day),
        is_made_up=True,
    )
    officer = officer_of(loading.stage, "chaubinh", CHAU_BINH)
    one = actions.take_up_tip(
        tip,
        draft,
        answer="Cảm ơn; xã đưa vào danh sách nhân tố và mời kỹ sư đến xem vườn.",
        actor=officer,
        at=on(day, 10),
    )
    steps = (
        (HELP.TECHNICAL, "Mời kỹ sư Trung tâm giống xem vườn cây mẹ", 2, -40),
        (HELP.MATERIAL, "Cho mượn nhà lưới cũ của xã làm vườn ươm", 15, -3),
        (HELP.MORAL, "Mời kể kinh nghiệm ở hội nghị nông dân quý II", 0, 21),
    )
    _support(one, steps, officer)


def _grown(script: Script, loading: Loading, grown: Grown, place: int) -> None:
    day = date(2025, 3, 10) + timedelta(days=place)
    actor = speaking_for(loading, grown.key)
    one = actions.make_prospect(
        ProspectDraft(
            subject=_subject(grown.kind, grown.name, "", grown.field, 20 + place),
            what=grown.what,
            campaign_id=script.campaign.pk,
            owner_id=_owner(loading, grown.key, day) if place != 4 else None,
            is_made_up=True,
        ),
        loading.stage.ids[grown.key],
        Prospect.Source.OFFICE,
        actor=actor,
        at=on(day, 14),
    )
    _support(one, grown.steps, actor)
    _onwards(one, grown.state, actor)


def _support(
    one: Prospect, steps: Sequence[tuple[str, str, int, int]], actor: Actor
) -> None:
    """What was due long ago is done; the rest is under way or planned."""
    for kind, words, millions, days in steps:
        due = TODAY + timedelta(days=days)
        measure = actions.plan_measure(
            one,
            MeasureDraft(
                kind=kind,
                words=words,
                due_on=due,
                cost=Decimal(millions * 1_000_000) or None,
            ),
            actor=actor,
            at=on(date(2025, 3, 28), 15),
        )
        if days < -10:
            told = "Đã làm xong, hộ dân tự ghi lại cách làm."
            actions.finish_measure(measure, told, actor=actor, at=on(due, 16))
        elif days < 15:
            actions.start_measure(measure, actor=actor, at=on(date(2025, 5, 5), 8))


def _onwards(one: Prospect, state: str, actor: Actor) -> None:
    at = on(date(2025, 5, 7), 9)
    if state == "closed":
        why = "Đã chuyển về sống với con ở tỉnh khác."
        actions.close_prospect(one, why, actor=actor, at=at)
    if state in {"invited", "accepted"}:
        actions.invite_prospect(
            one, "Mời đăng ký điển hình dịp sơ kết sáu tháng.", actor=actor, at=at
        )
    if state == "accepted":
        actions.answer_invitation(
            one,
            is_accepted=True,
            words="Nhận lời, sẽ làm bản đăng ký trong tháng 6.",
            actor=actor,
            at=on(date(2025, 5, 12), 10),
        )


def _searched(script: Script, loading: Loading) -> None:
    """The figures of April searched; the last of the hits taken up by the province."""
    actions.search_figures(
        script.campaign,
        actor=the_system("Tìm nhân tố trong số liệu"),
        at=on(SEARCHED, 5, 20),
    )
    hit = DiscoveryHit.objects.order_by("score", "-pk").first()
    if hit is None:
        return
    officer = officer_of(loading.stage, "bantd", OFFICE)
    unit = unit_called(hit.unit_id, SEARCHED)
    actions.take_up_hit(
        hit,
        ProspectDraft(
            subject=SubjectDraft(
                KIND.UNIT, unit, field=FIELD.WELFARE, unit_id=hit.unit_id
            ),
            what=f"{hit.version.name}: hơn hẳn các xã cùng cỡ, cùng xuất phát điểm.",
            campaign_id=script.campaign.pk,
            owner_id=officer.person_id,
            is_made_up=True,
        ),
        actor=officer,
        at=on(date(2025, 5, 14), 9),
    )
