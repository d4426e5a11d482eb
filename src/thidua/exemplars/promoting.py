"""May a learner that surpassed its exemplar become one now, and who says so?"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.models import Learning
from thidua.exemplars.policies import can_promote
from thidua.exemplars.states import Learner
from thidua.kernel.policy import Verdict, only_if
from thidua.organisations.actor import Actor


def can_promote_now(
    learning: Learning, actor: Actor, day: date, writer: int | None
) -> Verdict:
    """Once it was recognised as having surpassed, and once only: by its own unit, or by
    the head who decided on it. `writer` is who writes for it (`writer_for`)."""
    return (
        only_if(
            learning.state == Learner.SURPASSED,
            otherwise=_(
                "Chỉ người học đã được công nhận vượt qua mới thành điển hình."
            ),
            remedy=_("Bình xét và quyết định công nhận trước."),
        )
        & only_if(
            not learning.grew_into.exists(),
            otherwise=_("Người học này đã đăng ký thành điển hình."),
            remedy=_("Mở điển hình ấy ở trang của người học."),
        )
        & _whose(learning, actor, day, writer)
    )


def _whose(learning: Learning, actor: Actor, day: date, writer: int | None) -> Verdict:
    panels = learning.verdicts.filter(recognition__withdrawn_on__isnull=True)
    last = panels.order_by("-pk").values_list("panel__unit", flat=True).first()
    deciding = keeper_of(last, day) if last else None
    return can_promote(actor, learning, writer, deciding)
