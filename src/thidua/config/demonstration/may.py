"""May 2025, before the demonstration's day: figures given anew and not yet answered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from thidua.campaigns.actions import counter_target, revise_target
from thidua.campaigns.models import Target
from thidua.config.demonstration.campaign_one import Script, on
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.giving import speaking_for
from thidua.config.demonstration.people import officer_of
from thidua.organisations.actor import Actor

HOUSES = "nha-tinh-thuong"
WHY = (
    "Cả nước dồn sức xóa nhà tạm, nhà dột nát trong năm 2025; cần nhận thêm để xong"
    " trước 31/8."
)


def ask_again(script: Script, loading: Loading) -> None:
    """Châu Bình is asked for three houses more; Thạnh Phú answers with fewer."""
    above = officer_of(loading.stage, "giongtrom", "b834")
    _more(script, loading, "b29008", Decimal(3), above, date(2025, 5, 14))
    target = _more(
        script, loading, "b837", Decimal(40), script.actor, date(2025, 5, 12)
    )
    counter_target(
        target,
        target.value - 18,
        reason="Thợ trong huyện chỉ đủ cho 22 căn trước mùa mưa; số còn lại xin làm vào"
        " quý IV.",
        revision=target.revision,
        actor=speaking_for(loading, "b837"),
        at=on(date(2025, 5, 16), 15, 40),
    )


def _more(
    script: Script, loading: Loading, key: str, more: Decimal, giver: Actor, day: date
) -> Target:
    target = Target.objects.select_related("version", "parent", "campaign").get(
        campaign=script.campaign,
        version=loading.counting.versions[HOUSES],
        unit=loading.stage.ids[key],
    )
    return revise_target(
        target,
        target.value + more,
        reason=WHY,
        revision=target.revision,
        actor=giver,
        at=on(day, 8, 30),
    )
