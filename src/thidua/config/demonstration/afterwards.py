"""What came after the praise: a household of a hamlet that its commune follows for,
and a report corrected so late that the office has to look at a mark again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from thidua.config.demonstration.campaign_one import on
from thidua.config.demonstration.giving import speaking_for
from thidua.config.demonstration.ground import Ground
from thidua.config.demonstration.names import name_of
from thidua.config.demonstration.papers import kept
from thidua.config.demonstration.people import officer_of
from thidua.config.demonstration.story import CHAU_BINH
from thidua.exemplars import actions
from thidua.exemplars.drafts import LearningDraft, SubjectDraft
from thidua.exemplars.models import Exemplar, FrozenValue
from thidua.indicators.actions import (
    accept_report,
    reopen_report,
    save_figures,
    submit_report,
)
from thidua.indicators.models import Observation, Report
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.indicators.reading import Typed
from thidua.kernel.numbers import show_number

HAMLET = "29008/Ấp Bình An"
BEGAN = date(2025, 2, 4)
STEPS = (("45", 2), ("52", 3), ("58", 4))
"""Share of the mark, in percent, that it came to by the end of a month."""
MENDED = date(2025, 5, 13)
WHY = "Đếm trùng hồ sơ nộp lại lần hai; xã xin sửa theo sổ của bộ phận một cửa."


def learn_below(ground: Ground, exemplar: Exemplar) -> None:
    """Châu Bình follows for a household that does not sign in, and tells its months."""
    loading, unit_id = ground.loading, ground.loading.stage.ids[HAMLET]
    officer = officer_of(loading.stage, "chaubinh", CHAU_BINH)
    marks = {
        one.figure_id: one.value
        for one in FrozenValue.objects.filter(figure__exemplar=exemplar)
    }
    if not marks:  # told so early that no figure was there to freeze
        return
    name = name_of("learns below", HAMLET).full
    draft = LearningDraft(
        SubjectDraft("household", name, unit_id, exemplar.field),
        takes_over=exemplar.how_to.splitlines()[0],
        starts_on=BEGAN,
        due_on=date(2025, 12, 31),
        goals=[(pk, round(mark, 1)) for pk, mark in marks.items()],
        starts=[(pk, _share(mark, "38")) for pk, mark in marks.items()],
        is_made_up=True,
    )
    learning = actions.follow_exemplar(exemplar, draft, actor=officer, at=on(BEGAN, 9))
    for share, month in STEPS:
        at = on(date(2025, month + 1, 5), 10)
        actions.tell_values(
            learning,
            PeriodSpan(PeriodKind.MONTH, 2025, month),
            [(pk, _share(mark, share)) for pk, mark in marks.items()],
            proof=kept(
                f"Sổ theo dõi của hộ, tháng {month}.pdf",
                ["Sổ theo dõi của hộ (minh họa)", f"Tháng {month}/2025"],
                by=officer.name,
                at=at,
            ),
            actor=officer,
            at=at,
        )


def _share(mark: Decimal, percent: str) -> Decimal:
    return round(mark * Decimal(percent) / 100, 1)


def correct_late(ground: Ground, exemplar: Exemplar) -> None:
    """The last report on which the mark rests is opened, mended, accepted anew in May:
    the mark stays, and its head is asked to look at it."""
    loading = ground.loading
    bars = FrozenValue.objects.select_related("figure__version")
    bar = bars.filter(figure=exemplar.figures.first()).first()
    if bar is None:  # told so early that no figure was there to freeze
        return
    version = bar.figure.version
    assert version is not None  # noqa: S101 - read from reports
    report = Report.objects.get(
        form=loading.counting.forms["communes"],
        unit=exemplar.unit_id,
        period=bar.period_id,
    )
    line = ground.lines[version.indicator.code]
    above = speaking_for(loading, "ban-thi-dua")
    officer = speaking_for(loading, ground.key_of(exemplar.home_id))
    reopen_report(report, [line.pk], reason=WHY, actor=above, at=on(MENDED, 9))
    figure = Observation.objects.get(report=report, indicator=version.indicator_id)
    save_figures(report, [_mended(line.pk, figure)], actor=officer, at=on(MENDED, 10))
    submit_report(report, actor=officer, at=on(MENDED, 11))
    accept_report(report, actor=above, at=on(MENDED, 15))


def _mended(line_id: int, figure: Observation) -> Typed:
    """A twentieth fewer of what was counted."""
    assert figure.numerator is not None  # noqa: S101 - a share
    fewer = max(Decimal(2), figure.numerator // 20)
    return Typed(
        line_id=line_id,
        numerator=show_number(figure.numerator - fewer, 0).replace(".", ""),
        denominator=show_number(figure.denominator or 0, 0).replace(".", ""),
        note=WHY,
        version=figure.version,
    )
