"""The kinds of documents in the reader's language; a document itself is Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from thidua.kernel.paper.parts import LETTER, PACT

KIND_WORDS: Mapping[str, Promise] = MappingProxyType(
    {
        "NQ": pgettext_lazy("loại văn bản", "Nghị quyết"),
        "QĐ": pgettext_lazy("loại văn bản", "Quyết định"),
        "CT": pgettext_lazy("loại văn bản", "Chỉ thị"),
        "QC": pgettext_lazy("loại văn bản", "Quy chế"),
        "QyĐ": pgettext_lazy("loại văn bản", "Quy định"),
        "TC": pgettext_lazy("loại văn bản", "Thông cáo"),
        "TB": pgettext_lazy("loại văn bản", "Thông báo"),
        "HD": pgettext_lazy("loại văn bản", "Hướng dẫn"),
        "CTr": pgettext_lazy("loại văn bản", "Chương trình"),
        "KH": pgettext_lazy("loại văn bản", "Kế hoạch"),
        "PA": pgettext_lazy("loại văn bản", "Phương án"),
        "ĐA": pgettext_lazy("loại văn bản", "Đề án"),
        "BC": pgettext_lazy("loại văn bản", "Báo cáo"),
        "BB": pgettext_lazy("loại văn bản", "Biên bản"),
        "TTr": pgettext_lazy("loại văn bản", "Tờ trình"),
        LETTER: pgettext_lazy("loại văn bản", "Công văn"),
        "CĐ": pgettext_lazy("loại văn bản", "Công điện"),
        "BTT": pgettext_lazy("loại văn bản", "Bản thỏa thuận"),
        "GM": pgettext_lazy("loại văn bản", "Giấy mời"),
        PACT: pgettext_lazy("loại văn bản", "Giao ước thi đua"),
    }
)
"""What `kernel.paper.parts.KINDS` are called in a sentence, a list or a choice."""


def kind_words(kind: str) -> str:
    """A kind by its abbreviation: `QĐ` is a decision to whoever reads English."""
    return str(KIND_WORDS.get(kind, kind))
