"""Three pacts in “Đồng khởi mới”, made up: one holds, one is signed, one is talked of.

Two communes of two districts keep theirs since February; two hamlets of Châu Bình have
fixed the words, one head has signed, hamlet 4 is to sign; the standing office and the
Front are still agreeing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from thidua.config.demonstration.campaign_one import Script, on
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.stage import Stage
from thidua.config.demonstration.story import CHAU_BINH
from thidua.indicators.models import FormLine
from thidua.kernel.events import unheard
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Unit
from thidua.organisations.naming import unit_called
from thidua.pacts import actions
from thidua.pacts.drafts import CeremonyDraft, CommitmentDraft, PactDraft
from thidua.pacts.models import Pact, PactEdition, PactParty

FAR = "b28901"
"""A commune of another district."""
HAMLET, NEXT_HAMLET = "29008/Ấp 4", "29008/Ấp Bình An"
OFFICE, FRONT = "ban-thi-dua", "front"
YEAR_ENDS = date(2025, 12, 31)
IN_OFFICE_ON = date(2025, 2, 1)


@dataclass(frozen=True, slots=True)
class Deed:
    """What a party promises: a figure of a line of its form, or words."""

    line: str = ""
    value: str = ""
    words: str = ""
    due_on: date = YEAR_ENDS


OF_COMMUNES = PactDraft(
    title="Hai xã hai huyện cùng về đích nông thôn mới nâng cao",
    preamble=(
        "Giao ước đặt ra để minh họa.\n"
        "Hai xã cùng khó khăn về hạn mặn, cùng muốn đi nhanh hơn."
    ),
    starts_on=date(2025, 1, 1),
    ends_on=YEAR_ENDS,
    ceremony_on=date(2025, 2, 14),
    ceremony_place="Hội trường Ủy ban nhân dân xã Châu Bình",
    is_made_up=True,
)
DEEDS = (
    Deed("duong-be-tong", "2,5"),
    Deed("dat-hien", "3500"),
    Deed(
        words="Đón xã bạn sang học cách làm đường hoa một buổi",
        due_on=date(2025, 6, 30),
    ),
)
MORE = (
    Deed("duong-be-tong", "1,2"),
    Deed("co-so-moi", "60"),
    Deed(
        words="Cho xã bạn mượn máy đầm bê tông trong tháng 3",
        due_on=date(2025, 3, 31),
    ),
)
OF_OFFICES = PactDraft(
    title="Cùng đưa giao ước về từng ấp trong tỉnh",
    preamble="Giao ước đặt ra để minh họa.",
    starts_on=date(2025, 6, 1),
    ends_on=YEAR_ENDS,
    ceremony_on=date(2025, 5, 30),
    ceremony_place="Hội trường Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    is_made_up=True,
)
TRAINING = Deed(words="Tập huấn cách lập giao ước cho 157 xã, phường, thị trấn")
FEW = Deed(words="Mỗi huyện có ít nhất 10 ấp ký giao ước")


def make_pacts(script: Script, loading: Loading) -> None:
    """All three, by the actions that people use."""
    _two_communes(script, loading)
    with unheard():
        _two_hamlets(script, loading)
        _office_and_front(script, loading)


def _speaker(stage: Stage, key: str) -> Actor:
    """The head of a unit, else whoever writes for it, as the trail will name them."""
    held = Mandate.objects.filter(unit=stage.ids[key], during__contains=IN_OFFICE_ON)
    held = held.filter(role__in=["head", "officer"]).select_related("person")
    mandate = min(held, key=lambda one: (one.role != "head", one.pk))
    name = mandate.person.full_name
    office = f"{mandate.title}, {unit_called(mandate.unit_id, IN_OFFICE_ON)}"
    return Actor(None, mandate, name=name, office=office)


def _two_communes(script: Script, loading: Loading) -> None:
    """In force since February, with four months of figures."""
    one, other = (_speaker(loading.stage, key) for key in (CHAU_BINH, FAR))
    at = on(date(2025, 2, 5), 8)
    pact = _drafted(script, one, OF_COMMUNES, loading.stage.ids[FAR], at)
    _bind(pact, (DEEDS, MORE), one, on(date(2025, 2, 5), 9))
    office = "Trưởng Phòng Nội vụ huyện Giồng Trôm"
    _invite(pact, "Trần Thanh Liêm", office, one, on(date(2025, 2, 5), 9, 30))
    _agree_and_fix(pact, one, other, on(date(2025, 2, 10), 15))
    for place, head in enumerate((one, other)):
        _sign(pact, place, head, on(date(2025, 2, 14), 9, 10 + place))
    _tell(pact, other, "Máy đầm đưa sang ngày 03/03, trả ngày 29/03.")
    _hold_ceremony(pact, one)


def _hold_ceremony(pact: Pact, actor: Actor) -> None:
    actions.record_ceremony(
        pact,
        CeremonyDraft(
            held_on=date(2025, 2, 14),
            place="Hội trường Ủy ban nhân dân xã Châu Bình",
            led_by="Trần Thanh Liêm, Trưởng Phòng Nội vụ huyện Giồng Trôm",
            present=86,
            minutes=(
                "Đọc toàn văn giao ước; hai chủ tịch ký trên chương trình.\n"
                "Đại diện hộ dân ấp 4 hứa hiến 200 mét vuông đất làm đường."
            ),
        ),
        actor=actor,
        at=on(date(2025, 2, 14), 16),
    )


def _two_hamlets(script: Script, loading: Loading) -> None:
    """Fixed; the next hamlet has signed, hamlet 4 is to sign."""
    one, other = (_speaker(loading.stage, key) for key in (NEXT_HAMLET, HAMLET))
    pact = _drafted(
        script,
        one,
        PactDraft(
            title="Hai ấp chung con kênh sạch",
            preamble="Giao ước đặt ra để minh họa. Kênh chung, giữ chung.",
            starts_on=date(2025, 1, 1),
            ends_on=YEAR_ENDS,
            ceremony_on=date(2025, 5, 22),
            ceremony_place="Nhà văn hóa ấp 4",
            is_made_up=True,
        ),
        loading.stage.ids[HAMLET],
        on(date(2025, 5, 12), 19),
    )
    meetings = Deed("buoi-hop-dan", "12")
    canal = Deed(words="Vớt rác, phát quang bờ kênh phía ấp mỗi chiều thứ bảy")
    _bind(pact, ((meetings, canal), (meetings, canal)), one, on(date(2025, 5, 12), 20))
    office = "Bí thư Chi bộ ấp 4"
    _invite(pact, "Nguyễn Thị Hồng Thắm", office, one, on(date(2025, 5, 12), 20, 10))
    _agree_and_fix(pact, one, other, on(date(2025, 5, 16), 18))
    _sign(pact, 0, one, on(date(2025, 5, 19), 7))


def _office_and_front(script: Script, loading: Loading) -> None:
    """The Front asked for a change; the office made it and waits for the answer."""
    one, other = (_speaker(loading.stage, key) for key in (OFFICE, FRONT))
    at = on(date(2025, 5, 13), 8)
    pact = _drafted(script, one, OF_OFFICES, loading.stage.ids[FRONT], at)
    _bind(pact, ((TRAINING,), (FEW,)), one, on(date(2025, 5, 13), 9))
    actions.circulate_edition(pact, actor=one, at=on(date(2025, 5, 13), 10))
    edition, theirs = _edition(pact), _parties(pact)[1]
    actions.answer_edition(
        pact,
        theirs,
        agrees=False,
        words="Mỗi huyện 10 ấp là ít; Mặt trận đề nghị ghi 15 ấp.",
        version=edition.version,
        actor=other,
        at=on(date(2025, 5, 15), 9),
    )
    commitment = edition.commitments.get(party=theirs)
    actions.rewrite_commitment(
        pact,
        commitment,
        CommitmentDraft(
            theirs.pk, YEAR_ENDS, words="Mỗi huyện có ít nhất 15 ấp ký giao ước"
        ),
        version=edition.version,
        actor=one,
        at=on(date(2025, 5, 16), 14),
    )


def _drafted(
    script: Script, actor: Actor, draft: PactDraft, other: int, at: datetime
) -> Pact:
    pact = actions.draft_pact(script.campaign, draft, is_party=True, actor=actor, at=at)
    actions.add_party(pact, Unit.objects.get(pk=other), actor=actor, at=at)
    return pact


def _parties(pact: Pact) -> list[PactParty]:
    return list(pact.parties.all())


def _edition(pact: Pact) -> PactEdition:
    pact.refresh_from_db()
    return pact.standing()


def _bind(
    pact: Pact, deeds: Sequence[Sequence[Deed]], actor: Actor, at: datetime
) -> None:
    for party, some in zip(_parties(pact), deeds, strict=True):
        for deed in some:
            actions.add_commitment(pact, _draft(party, deed), actor=actor, at=at)


def _draft(party: PactParty, deed: Deed) -> CommitmentDraft:
    if not deed.line:
        return CommitmentDraft(party.pk, deed.due_on, words=deed.words)
    line = FormLine.objects.filter(version__indicator__code=deed.line).first()
    version = line.version_id if line else None
    value = Decimal(deed.value.replace(",", "."))
    return CommitmentDraft(party.pk, deed.due_on, version_id=version, value=value)


def _invite(pact: Pact, name: str, office: str, actor: Actor, at: datetime) -> None:
    """Somebody who is to witness the signing."""
    actions.add_witness(pact, name=name, office=office, actor=actor, at=at)


def _agree_and_fix(pact: Pact, one: Actor, other: Actor, at: datetime) -> None:
    actions.circulate_edition(pact, actor=one, at=at)
    actions.answer_edition(
        pact,
        _parties(pact)[1],
        agrees=True,
        version=_edition(pact).version,
        actor=other,
        at=at,
    )
    actions.fix_edition(pact, actor=one, at=at)


def _sign(pact: Pact, place: int, head: Actor, at: datetime) -> None:
    actions.sign_pact(
        pact,
        _parties(pact)[place],
        sha256=_edition(pact).sha256,
        shows_name=place == 0,
        actor=head,
        at=at,
    )


def _tell(pact: Pact, actor: Actor, words: str) -> None:
    deeds = _edition(pact).commitments.filter(
        party=_parties(pact)[1], version__isnull=True
    )
    actions.mark_commitment(
        pact,
        deeds.get().key,
        is_done=True,
        words=words,
        actor=actor,
        at=on(date(2025, 3, 30), 9),
    )
