"""An exemplar held until commit, with who is in charge of it today."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.campaigns.states import State as CampaignState
from thidua.exemplars.keeping import keeper_of, writer_for
from thidua.exemplars.models import Choice, Exemplar, Learning, Meeting, Panel
from thidua.kernel import dates
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full


def refuse_unless_running(campaign: Campaign) -> None:
    """Content is registered from the launch of a campaign to its end."""
    if campaign.state != CampaignState.LAUNCHED:
        raise WrongMoment(
            _("Phong trào không đang thực hiện nên chưa đăng ký điển hình được."),
            _("Đăng ký từ khi phát động đến khi kết thúc phong trào."),
        )


def held_exemplar(exemplar: Exemplar, at: datetime) -> tuple[Exemplar, int | None]:
    """The exemplar, fresh and held, and its keeper: one act after the other."""
    held = Exemplar.objects.locked(exemplar)
    return held, keeper_of(held.home_id, day_of(at))


def held_learning(learning: Learning, at: datetime) -> tuple[Learning, int | None]:
    """The learner, fresh and held, and who writes for it today."""
    held = Learning.objects.locked(learning)
    return held, writer_for(held.home_id, day_of(at))


def refuse_while_ending(exemplar: Exemplar) -> None:
    """The head said that it is to end: until the decision has its number, or was taken
    back, nothing else is decided on it. Call it with the exemplar held."""
    ending = exemplar.endings.waiting().first()
    if ending is not None:
        raise WrongMoment(
            _("“%(title)s” đang chờ cấp số quyết định %(what)s.")
            % {"title": exemplar.title, "what": ending.get_how_display()},
            _("Cấp số quyết định ấy, hoặc rút lại ở hồ sơ xây dựng."),
        )


def close_minutes(exemplar: Exemplar, *, by: str, at: datetime) -> None:
    """The head acted on whom a meeting chose: what it counted is written anew no more.

    Call it with the exemplar held; meetings are held after the exemplars they chose.
    """
    chose = Choice.objects.standing().filter(exemplar=exemplar.pk, is_chosen=True)
    some = Meeting.objects.filter(pk__in=chose.values("meeting"), closed_at=None)
    keys = [one.pk for one in some.select_for_update(of=("self",)).order_by("pk")]
    Meeting.objects.filter(pk__in=keys).update(closed_at=at, closed_by=by[:300])


def last_that_chose(exemplar: Exemplar) -> Meeting | None:
    """The last meeting that chose an exemplar, by the minutes as they read now."""
    chose = Choice.objects.standing().filter(exemplar=exemplar.pk, is_chosen=True)
    last = chose.select_related("meeting").order_by("-meeting__held_on").first()
    return last.meeting if last else None


def refuse_day_of_decision(panel: Panel, decided_on: date, today: date) -> None:
    """The head decides on what a panel found from the day it sat."""
    if panel.held_on <= decided_on <= today:
        return
    raise RuleBroken(
        _("Ngày quyết định không hợp lệ."),
        _("Chọn từ ngày bình xét %(day)s đến hôm nay.")
        % {"day": dates.show(panel.held_on)},
        field="decided_on",
    )


def reason_in(text: str, *, field: str = "reason") -> str:
    """A reason without blanks around; refused when there is none."""
    said = in_full(" ".join(text.split()), 300, field)
    if not said:
        raise RuleBroken(_("Chưa ghi lý do."), _("Ghi một câu vì sao."), field=field)
    return said
