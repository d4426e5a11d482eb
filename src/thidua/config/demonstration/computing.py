"""What is computed: formulas over the communes' figures, and a standard they mark.

The five criteria of the standard are for show: their wording was compared with no
document, and the page says so. Who meets which, and since when, is made up.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from thidua.config.demonstration.dice import dice
from thidua.config.demonstration.era_one import Loading
from thidua.config.demonstration.people import officer_of
from thidua.config.demonstration.places import BEN_TRE, communes_of
from thidua.config.demonstration.story import CHAU_BINH
from thidua.indicators.actions import (
    Checklist,
    Meaning,
    define_indicator,
    define_standard,
)
from thidua.indicators.models import CriterionMark, IndicatorVersion
from thidua.indicators.states import State
from thidua.kernel import clock

SINCE = date(2022, 1, 1)
LAST_ACCEPTED = date(2025, 4, 1)
FORMULAS = (
    (
        "dat-hien-moi-km",
        Meaning(
            name="Đất dân hiến cho mỗi km đường bê tông",
            measure="m²/km",
            nature="formula",
            formula="[dat-hien] ÷ [duong-be-tong]",
            decimals=0,
            definition="Diện tích đất hiến chia chiều dài đường bê tông hóa xong.",
        ),
    ),
    (
        "duong-so-cung-ky",
        Meaning(
            name="Đường bê tông so với cùng kỳ năm trước",
            measure="%",
            nature="formula",
            formula=(
                "lũy kế([duong-be-tong]) ÷ cùng kỳ(lũy kế([duong-be-tong])) × 100"
            ),
            decimals=1,
            definition="Lũy kế từ đầu năm chia lũy kế cùng kỳ năm trước.",
        ),
    ),
    (
        "ty-le-nha-ho-ngheo",
        Meaning(
            name="Tỷ lệ nhà bàn giao là của hộ nghèo",
            measure="%",
            nature="formula",
            formula="[nha-tinh-thuong-ho-ngheo] ÷ [nha-tinh-thuong] × 100",
            decimals=1,
            definition="Số nhà của hộ nghèo trong số nhà bàn giao; phần còn lại là"
            " của hộ cận nghèo.",
        ),
    ),
)
CRITERIA = (
    "Ban hành văn bản theo thẩm quyền để tổ chức thi hành pháp luật trên địa bàn",
    "Tiếp cận thông tin, phổ biến, giáo dục pháp luật",
    "Hòa giải ở cơ sở, trợ giúp pháp lý",
    "Thực hiện dân chủ ở cơ sở",
    "Tổ chức tiếp công dân, giải quyết kiến nghị, phản ánh; an ninh, trật tự xã hội",
)
STANDARD = Meaning(
    name="Xã, phường, thị trấn đạt chuẩn tiếp cận pháp luật",
    measure="%",
    nature="checked",
    decimals=1,
    source="Tiêu chí để minh họa, chưa đối chiếu với văn bản",
)


def write_what_is_computed(loading: Loading) -> None:
    """Two formulas and a standard of the emulation office, and the communes' marks."""
    owner = loading.stage.unit("ban-thi-dua")
    actor = officer_of(loading.stage, "bantd", "ban-thi-dua")
    at = datetime.combine(SINCE, time(9), clock.ZONE)
    for code, meaning in FORMULAS:
        loading.counting.versions[code] = define_indicator(
            owner, code, meaning, since=SINCE, actor=actor, at=at
        )
    standard = define_standard(
        owner,
        "tiep-can-phap-luat",
        STANDARD,
        Checklist(criteria=CRITERIA, kinds=["commune", "ward", "township"]),
        since=SINCE,
        actor=actor,
        at=at,
    )
    CriterionMark.objects.bulk_create(_marks(loading, standard))


def _marks(loading: Loading, standard: IndicatorVersion) -> list[CriterionMark]:
    """Most criteria met long ago, some this spring and still waiting, some not yet."""
    found = []
    criteria = list(standard.indicator.criteria.order_by("number"))
    for place in communes_of(BEN_TRE):
        unit = loading.stage.ids[place.key]
        for criterion in criteria:
            chance = dice("standard", place.key, criterion.number)
            is_open = place.key == CHAU_BINH and criterion.number == 5
            on = SINCE + timedelta(days=int(chance.triangular(20, 1190, 500)))
            if is_open:
                on = date(2025, 4, 25)
            elif chance.random() < 0.04:
                continue
            is_accepted = on < LAST_ACCEPTED
            moment = datetime.combine(on + timedelta(days=3), time(9), clock.ZONE)
            found.append(
                CriterionMark(
                    criterion=criterion,
                    unit_id=unit,
                    is_met=True,
                    on=on,
                    note=f"Biên bản tự chấm ngày {on:%d/%m/%Y}",
                    state=State.ACCEPTED if is_accepted else State.SUBMITTED,
                    marked_at=moment,
                    marked_by="Công chức tư pháp – hộ tịch",
                    decided_at=moment + timedelta(days=9) if is_accepted else None,
                    decided_by="Phòng Tư pháp huyện" if is_accepted else "",
                )
            )
    return found
