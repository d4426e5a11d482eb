"""Writing an edition: its words, its parties, what each binds itself to, witnesses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from thidua.audit.trail import record
from thidua.campaigns.models import Campaign
from thidua.campaigns.states import State as CampaignState
from thidua.kernel import dates
from thidua.kernel.errors import Faults, RuleBroken, WrongMoment
from thidua.kernel.text import tidy
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit
from thidua.pacts.carrying import carrier_of
from thidua.pacts.drafts import CommitmentDraft, PactDraft
from thidua.pacts.held import on_the_desk, written
from thidua.pacts.measures import scale_of
from thidua.pacts.models import Commitment, Pact, PactEdition, PactParty, Witness
from thidua.pacts.policies import can_draw_up, can_write
from thidua.pacts.states import State

MOST_PARTIES = 20
MOST_COMMITMENTS = 40


@transaction.atomic
def draft_pact(
    campaign: Campaign,
    draft: PactDraft,
    *,
    is_party: bool,
    actor: Actor,
    at: datetime,
) -> Pact:
    """Begin a pact; the unit that draws it up is a party unless it says otherwise."""
    can_draw_up(actor, campaign).enforce()

    if campaign.state != CampaignState.LAUNCHED:
        raise WrongMoment(
            _("Phong trào không đang thực hiện nên không lập giao ước mới."),
            _("Giao ước lập từ khi phát động đến khi kết thúc phong trào."),
        )
    pact = Pact.objects.create(
        campaign=campaign,
        drafter_id=actor.unit_id or 0,
        is_public=draft.is_public,
        made_at=at,
        made_by=actor.name,
        is_made_up=draft.is_made_up,
    )
    edition = PactEdition(
        pact=pact, number=1, author_id=pact.drafter_id, made_at=at, made_by=actor.name
    )
    _fill(edition, draft)
    edition.save()
    if is_party:
        PactParty.objects.create(pact=pact, unit_id=pact.drafter_id)

    record("pacts.pact.drafted", pact, actor=actor, at=at, title=edition.title)
    return pact


@transaction.atomic
def rewrite_edition(
    pact: Pact, draft: PactDraft, *, version: int | None, actor: Actor, at: datetime
) -> PactEdition:
    """Title, opening words, duration, place and day of the ceremony, written anew."""
    desk = on_the_desk(pact, at)
    can_write(actor, desk.pact, desk.author).enforce()
    edition = desk.edition

    _refuse_another_public(desk.pact, is_public=draft.is_public)
    before = _shown(edition, is_public=desk.pact.is_public)
    typed = PactEdition()
    _fill(typed, draft)
    yours = _shown(typed, is_public=draft.is_public)
    written(edition, version, theirs=list(before.items()), yours=yours)
    _fill(edition, draft)
    edition.save()
    if desk.pact.is_public != draft.is_public:
        desk.pact.is_public = draft.is_public
        desk.pact.save(update_fields=["is_public"])

    record("pacts.edition.rewritten", desk.pact, actor=actor, at=at, title=draft.title)
    return edition


def _refuse_another_public(pact: Pact, *, is_public: bool) -> None:
    """What all signed as closed is not opened by whoever writes a change of it."""
    if pact.in_force_since is not None and pact.is_public != is_public:
        raise RuleBroken(
            _("Công khai hay không là điều các bên đã ký cùng giao ước."),
            _("Để nguyên như khi ký; muốn khác thì lập giao ước mới."),
        )


def _fill(edition: PactEdition, draft: PactDraft) -> None:
    if draft.ends_on <= draft.starts_on:
        raise RuleBroken(
            _("Ngày kết thúc phải sau ngày bắt đầu."),
            _("Sửa một trong hai ngày."),
            field="ends_on",
        )
    edition.title = tidy(draft.title)
    edition.preamble = draft.preamble.strip()
    edition.starts_on, edition.ends_on = draft.starts_on, draft.ends_on
    edition.ceremony_on = draft.ceremony_on
    edition.ceremony_place = tidy(draft.ceremony_place)


def _shown(edition: PactEdition, *, is_public: bool) -> dict[StrOrPromise, str]:
    """What the form holds, line by line, to be held against what somebody saved."""
    day = edition.ceremony_on
    return {
        _("Tên giao ước"): edition.title,
        _("Lời mở đầu"): edition.preamble,
        _("Từ ngày"): dates.show(edition.starts_on),
        _("Đến ngày"): dates.show(edition.ends_on),
        _("Ngày ký kết"): dates.show(day) if day else "",
        _("Nơi ký kết"): edition.ceremony_place,
        _("Công khai"): _("có") if is_public else _("không"),
    }


@transaction.atomic
def add_party(pact: Pact, unit: Unit, *, actor: Actor, at: datetime) -> PactParty:
    """Another collective is to bind itself; only before anybody signed."""
    desk = on_the_desk(pact, at)
    can_write(actor, desk.pact, desk.author).enforce()

    _refuse_other_parties(desk.pact)
    if carrier_of(unit.pk, desk.day) != unit.pk:
        raise RuleBroken(
            _("Đơn vị này không còn, hoặc chưa có, vào hôm nay."),
            _("Chọn đơn vị đang hoạt động."),
        )
    parties = desk.pact.parties.all()
    if parties.count() >= MOST_PARTIES:
        raise RuleBroken(
            _("Một giao ước không quá %(most)s bên.") % {"most": MOST_PARTIES},
            _("Lập thêm giao ước khác."),
        )
    party, is_new = PactParty.objects.get_or_create(
        pact=desk.pact, unit=unit, defaults={"position": _behind(parties)}
    )
    if not is_new:
        raise RuleBroken(
            _("Đơn vị này đã có trong giao ước."), _("Xem danh sách các bên ở trên.")
        )
    written(desk.edition, None)

    record("pacts.party.added", desk.pact, actor=actor, at=at, unit=unit.pk)
    return party


def _behind(rows: QuerySet[Any]) -> int:
    """The position behind the last of these."""
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def remove_party(
    pact: Pact, party: PactParty, *, actor: Actor, at: datetime
) -> PactEdition:
    """Take a party and its commitments out of a draft that nobody else has seen."""
    desk = on_the_desk(pact, at)
    can_write(actor, desk.pact, desk.author).enforce()

    if desk.pact.state != State.DRAFT:
        raise WrongMoment(
            _("Các bên đã nhận giao ước nên không bỏ bên nào được."),
            _("Bên ấy tự rút, có lý do."),
        )
    desk.edition.commitments.filter(party=party).delete()
    desk.pact.parties.filter(pk=party.pk).delete()
    written(desk.edition, None)

    record("pacts.party.removed", desk.pact, actor=actor, at=at, unit=party.unit_id)
    return desk.edition


def _refuse_other_parties(pact: Pact) -> None:
    if pact.in_force_since is not None:
        raise WrongMoment(
            _("Giao ước đã có hiệu lực nên không thêm bên."),
            _("Lập giao ước mới với bên ấy."),
        )


@transaction.atomic
def add_commitment(
    pact: Pact, draft: CommitmentDraft, *, actor: Actor, at: datetime
) -> Commitment:
    """A party binds itself to a figure or to something in words."""
    desk = on_the_desk(pact, at)
    can_write(actor, desk.pact, desk.author).enforce()

    said = desk.edition.commitments.all()
    if said.count() >= MOST_COMMITMENTS:
        raise RuleBroken(
            _("Một giao ước không quá %(most)s cam kết.") % {"most": MOST_COMMITMENTS},
            _("Gộp những việc giống nhau."),
        )
    one = Commitment(edition=desk.edition, position=_behind(said))
    _bind(one, draft, desk.pact)
    one.save()
    written(desk.edition, None)

    record("pacts.commitment.added", desk.pact, actor=actor, at=at, what=one.name)
    return one


@transaction.atomic
def rewrite_commitment(
    pact: Pact,
    one: Commitment,
    draft: CommitmentDraft,
    *,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Commitment:
    """The same commitment in other words, to another figure or day."""
    desk = on_the_desk(pact, at)
    can_write(actor, desk.pact, desk.author).enforce()

    one = desk.edition.commitments.select_related("version").get(pk=one.pk)
    typed = Commitment(edition=desk.edition)
    _bind(typed, draft, desk.pact)
    theirs, yours = _told(one), _told(typed)
    written(desk.edition, version, theirs=list(theirs.items()), yours=yours)
    _bind(one, draft, desk.pact)
    one.save()

    record("pacts.commitment.rewritten", desk.pact, actor=actor, at=at, what=one.name)
    return one


def _bind(one: Commitment, draft: CommitmentDraft, pact: Pact) -> None:
    party = pact.parties.filter(pk=draft.party_id, left_at__isnull=True).first()
    if party is None:
        raise RuleBroken(
            _("Bên này không có trong giao ước."),
            _("Chọn một bên trong danh sách."),
            field="party",
        )
    since, faults = draft.starts_on or one.edition.starts_on, Faults()
    with faults:
        _refuse_backward(draft, since)
    with faults:
        _refuse_nothing(draft)
    faults.say()
    one.party, one.words = party, tidy(draft.words)
    one.version_id, one.value = draft.version_id, None
    one.is_at_most, one.baseline, one.starts_on = False, None, None
    one.scale, one.due_on = scale_of(pact.campaign, draft.version_id), draft.due_on
    if draft.version_id:
        one.value, one.is_at_most = draft.value, draft.is_at_most
        one.baseline, one.starts_on = draft.baseline, since


def _refuse_backward(draft: CommitmentDraft, since: date) -> None:
    if draft.version_id and draft.due_on <= since:
        raise RuleBroken(
            _("Ngày phải đạt phải sau ngày bắt đầu tính."),
            _("Sửa một trong hai ngày."),
            field="due_on",
        )


def _refuse_nothing(draft: CommitmentDraft) -> None:
    if draft.version_id and draft.value is None:
        raise RuleBroken(
            _("Chưa ghi mức cam kết."), _("Ghi con số phải đạt."), field="value"
        )
    if not draft.version_id and not draft.words.strip():
        raise RuleBroken(
            _("Chưa ghi việc cam kết."),
            _("Ghi việc sẽ làm, hoặc chọn một chỉ số."),
            field="words",
        )


def _told(one: Commitment) -> dict[StrOrPromise, str]:
    value = one.value
    return {
        _("Việc cam kết"): one.words,
        _("Chỉ số"): one.version.name if one.version else "",
        _("Mức cam kết"): "" if value is None else f"{value.normalize():f}",
        _("Đến hết ngày"): dates.show(one.due_on),
    }


@transaction.atomic
def remove_commitment(
    pact: Pact, one: Commitment, *, actor: Actor, at: datetime
) -> PactEdition:
    """Take a commitment out of what is being written."""
    desk = on_the_desk(pact, at)
    can_write(actor, desk.pact, desk.author).enforce()

    desk.edition.commitments.filter(pk=one.pk).delete()
    written(desk.edition, None)

    record("pacts.commitment.removed", desk.pact, actor=actor, at=at, what=one.name)
    return desk.edition


@transaction.atomic
def add_witness(
    pact: Pact,
    *,
    name: str,
    office: str = "",
    unit: Unit | None = None,
    shows_name: bool = False,
    actor: Actor,
    at: datetime,
) -> Witness:
    """A unit or a person who is to witness the signing."""
    desk = on_the_desk(pact, at)
    can_write(actor, desk.pact, desk.author).enforce()

    if not tidy(name):
        raise RuleBroken(
            _("Chưa ghi ai chứng kiến."),
            _("Ghi họ tên và chức vụ, hoặc tên đơn vị."),
            field="name",
        )
    one = Witness.objects.create(
        edition=desk.edition,
        unit=unit,
        name=tidy(name),
        office=tidy(office),
        shows_name=shows_name,
        position=_behind(desk.edition.witnesses.all()),
    )
    written(desk.edition, None)

    record("pacts.witness.added", desk.pact, actor=actor, at=at, name=one.name)
    return one


@transaction.atomic
def remove_witness(
    pact: Pact, one: Witness, *, actor: Actor, at: datetime
) -> PactEdition:
    """Somebody is not to witness it after all."""
    desk = on_the_desk(pact, at)
    can_write(actor, desk.pact, desk.author).enforce()

    desk.edition.witnesses.filter(pk=one.pk).delete()
    written(desk.edition, None)

    record("pacts.witness.removed", desk.pact, actor=actor, at=at, name=one.name)
    return desk.edition
