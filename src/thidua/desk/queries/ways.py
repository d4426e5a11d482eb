"""The pages of the product by their names, for the box that finds: those that this
reader may open, under the words that the pages bear themselves.

Rooms that are asked for things name their own pages; here stand those of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from thidua.follow_up.policies import can_enter_addresses
from thidua.kernel.finding import ACT, PAGE, WORDS, Hit, Words
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power

Label = str | Promise
_SETTINGS = gettext_lazy("Cài đặt, thiết lập, tài khoản")


def _everybody(_actor: Actor) -> bool:
    return True


def _who_serves(actor: Actor) -> bool:
    return actor.unit_id is not None


def _who_runs(actor: Actor) -> bool:
    return bool(actor.may(Power.RUN))


def _who_enters_addresses(actor: Actor) -> bool:
    return bool(can_enter_addresses(actor, actor.unit_id or 0)) and _who_serves(actor)


def _who_has_a_role(actor: Actor) -> bool:
    return actor.mandate is not None and actor.under is None


@dataclass(frozen=True, slots=True)
class _Way:
    """A page: what it is called, its address, whose it is, other words for it."""

    label: Label
    name: str
    whose: Callable[[Actor], bool] = _everybody
    also: Label = ""


_WAYS = (
    _Way(gettext_lazy("Việc của tôi"), "desk:home"),
    _Way(gettext_lazy("Theo dõi"), "desk:monitor", _who_serves),
    _Way(gettext_lazy("Toàn cảnh, bản đồ"), "desk:panorama", _who_serves),
    _Way(gettext_lazy("So sánh các nơi"), "desk:compare", _who_serves),
    _Way(gettext_lazy("Đôn đốc"), "follow_up:urging"),
    _Way(gettext_lazy("Công văn đôn đốc"), "follow_up:letters"),
    _Way(gettext_lazy("Sổ gửi thư"), "follow_up:outbox"),
    _Way(
        gettext_lazy("Báo cáo 6 tháng, năm"),
        "follow_up:reviews",
        also=gettext_lazy("báo cáo sơ kết, tổng kết"),
    ),
    _Way(pgettext_lazy("cuộc kiểm tra", "Kiểm tra"), "follow_up:inspections"),
    _Way(gettext_lazy("Nhắc việc"), "follow_up:notices"),
    _Way(gettext_lazy("Văn bản"), "documents:documents"),
    _Way(gettext_lazy("Giao ước của đơn vị mình"), "pacts:mine"),
    _Way(gettext_lazy("Các giao ước thi đua"), "pacts:public-list"),
    _Way(gettext_lazy("Đăng ký của tôi"), "pledges:mine"),
    _Way(gettext_lazy("Tra cứu đăng ký"), "pledges:look-up"),
    _Way(gettext_lazy("Sổ tạm dừng xét"), "exemplars:holds", _who_runs),
    _Way(gettext_lazy("Ủy quyền"), "desk:delegations", _who_has_a_role),
    _Way(gettext_lazy("Tuần đầu tiên"), "desk:first-week", _who_has_a_role),
    _Way(gettext_lazy("Tập làm"), "practice:practice", _who_has_a_role),
    _Way(gettext_lazy("Thông báo của tôi"), "follow_up:choices", _everybody, _SETTINGS),
    _Way(
        gettext_lazy("Địa chỉ thư điện tử"),
        "follow_up:addresses",
        _who_enters_addresses,
        _SETTINGS,
    ),
    _Way(
        gettext_lazy("Bước xác thực thứ hai"),
        "organisations:factors",
        _everybody,
        _SETTINGS,
    ),
    _Way(
        gettext_lazy("Các phiên đăng nhập"),
        "organisations:sessions",
        _everybody,
        _SETTINGS,
    ),
    _Way(
        gettext_lazy("Đổi mật khẩu"),
        "organisations:change-password",
        _everybody,
        _SETTINGS,
    ),
)


def found(actor: Actor, words: Words) -> list[Hit]:
    """The pages whose names hold what was typed, each with how well it fits."""
    hits = []
    for way in _WAYS:
        rank = words.fit(str(way.label))
        if rank is None and words.fit(str(way.also)) is not None:
            rank = WORDS
        if rank is not None and way.whose(actor):
            href = reverse(way.name)
            hits.append(Hit(PAGE, 0, str(way.label), href, _("trang"), rank))
    return hits


def apart(acts: Sequence[Hit]) -> list[Hit]:
    """Acts and pages that rooms named together, each as what it is."""
    page = _("trang")
    return [
        Hit(PAGE, act.pk, act.label, act.href, act.about, act.rank)
        if act.kind == ACT and act.about == page
        else act
        for act in acts
    ]
