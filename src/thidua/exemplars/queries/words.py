"""How exemplars are told: who they are, where they stand, in what measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from thidua.exemplars.models import Exemplar, Learning
from thidua.exemplars.states import TONES, State
from thidua.indicators.periods import PeriodSpan
from thidua.kernel.dates import month_name
from thidua.organisations.naming import in_sentence
from thidua.organisations.places import Places


def called(unit_ids: Iterable[int], day: date) -> dict[int, str]:
    """`Ấp 4, xã Châu Bình`: units with what stands above them."""
    ids = set(unit_ids)
    places = Places(day, ids)
    return {pk: places.called(pk) for pk in ids}


def state_tone(exemplar: Exemplar) -> str:
    """The tone of a state."""
    return TONES[State(exemplar.state)]


def learner_called(
    learning: Learning, names: Mapping[int, str], known: set[int]
) -> str:
    """A learner's name; of a person or a household that the reader may not know by
    name, what it is and where."""
    if learning.unit_id is not None:
        return names.get(learning.unit_id, learning.name)
    if learning.pk in known:
        return learning.name
    kind, home = learning.get_kind_display(), names.get(learning.home_id, "")
    return _("Một %(kind)s ở %(home)s") % {"kind": kind, "home": in_sentence(home)}


def month_words(span: PeriodSpan) -> str:
    """`tháng 4/2025`."""
    return month_name(span.starts_on)


def trail_verbs() -> dict[str, str]:
    """What happened to an exemplar, as its trail says it."""
    return {
        "exemplars.exemplar.registered": _("đăng ký"),
        "exemplars.exemplar.registered_again": _("sửa và gửi lại đăng ký"),
        "exemplars.exemplar.compiled": _("đưa vào theo dõi"),
        "exemplars.exemplar.returned": _("trả lại để sửa"),
        "exemplars.exemplar.withdrawn": _("rút đăng ký"),
        "exemplars.exemplar.evaluated": _("đánh giá tháng"),
        "exemplars.exemplar.selected": _("cuộc họp bình chọn"),
        "exemplars.exemplar.counted_again": _("ghi lại kết quả giơ tay của cuộc họp"),
        "exemplars.exemplar.unselected": _("thủ trưởng trả về theo dõi"),
        "exemplars.exemplar.praised": _("biểu dương, chốt mốc so sánh"),
        "exemplars.exemplar.told": _("viết câu chuyện"),
        "exemplars.exemplar.consented": _("ghi điều đồng ý công khai"),
        "exemplars.exemplar.publicised": _("tuyên truyền lần đầu"),
        "exemplars.publication.planned": _("thêm việc tuyên truyền"),
        "exemplars.publication.changed": _("sửa một việc tuyên truyền"),
        "exemplars.publication.published": _("ghi đã đăng, phát"),
        "exemplars.publication.dropped": _("thôi một việc tuyên truyền"),
        "exemplars.exemplar.opened": _("mở học tập"),
        "exemplars.exemplar.grown": _("đăng ký thành điển hình mới"),
        "exemplars.learning.begun": _("đăng ký học theo"),
        "clubs.emulation.chosen": _("được chọn để thi đua trong câu lạc bộ"),
        "exemplars.visit.held": _("ghi buổi học tập"),
        "exemplars.panel.held": _("bình xét"),
        "exemplars.panel.minuted": _("lập biên bản để in, ký"),
        "exemplars.panel.recognised": _("công nhận những nơi đã chọn"),
        "exemplars.panel.sent_back": _("trả lại để học tiếp"),
        "exemplars.panel.decision_drafted": _("lập dự thảo quyết định công nhận"),
        "exemplars.bar.keep": _("giữ mốc đã chốt"),
        "exemplars.bar.anew": _("chốt lại mốc so sánh"),
        "exemplars.recognition.keep": _("giữ quyết định"),
        "exemplars.recognition.withdraw": _("rút công nhận"),
        **_of_endings(),
    }


def _of_endings() -> dict[str, str]:
    return {
        "exemplars.exemplar.retired": _("thôi nêu gương"),
        "exemplars.exemplar.revoked": _("hủy biểu dương"),
        "exemplars.exemplar.retire_decided": _("quyết định thôi nêu gương, chờ cấp số"),
        "exemplars.exemplar.revoke_decided": _("quyết định hủy biểu dương, chờ cấp số"),
        "exemplars.exemplar.ending_taken_back": _("rút lại việc chấm dứt"),
        "exemplars.exemplar.ending_undone": _(
            "quyết định chấm dứt không còn: bỏ dự thảo hoặc hủy số"
        ),
        "exemplars.exemplar.ending_drafted": _("lập dự thảo quyết định chấm dứt"),
    }
