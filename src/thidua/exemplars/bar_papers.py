"""The decision that freezes the bar of an exemplar anew, from corrected reports.

A document has one language, whatever that of the screen: its words are not translated.
No rule of law is cited but what the sources of this program prove.
"""

from __future__ import annotations

from datetime import date

from django.utils import translation

from thidua.exemplars.corrected import BarLine, Corrected
from thidua.exemplars.letterhead import (
    as_issued_by,
    authority_of,
    head_of,
    paragraphs,
    signature_of,
    symbol_of,
)
from thidua.exemplars.measures import said
from thidua.exemplars.papers import movement, who
from thidua.kernel import dates
from thidua.kernel.paper.parts import Article, Block, Paper, Table
from thidua.organisations.issuing import issuer_on
from thidua.organisations.models import Unit


def bar_paper(
    found: Corrected, reason: str, decided_on: date, issuer: Unit, day: date
) -> Paper:
    """Then and now of every figure that moves, and what becomes of the learners."""
    head, exemplar = issuer_on(issuer, day), found.exemplar
    paper = Paper(
        **head_of(issuer, head),
        kind="QĐ",
        symbol=symbol_of("QĐ", issuer, head),
        abstract=f"Chốt lại mốc so sánh của điển hình “{exemplar.title}”",
        authority=authority_of(head),
        grounds=[
            f"Căn cứ kế hoạch {movement(exemplar.campaign)}",
            _ground(found),
        ],
        signature=signature_of(head),
        body=_decided(found, reason, decided_on),
        recipients=["Như Điều 3;"],
    )
    return as_issued_by(issuer, paper)


def _ground(found: Corrected) -> str:
    praised = dates.show(found.exemplar.praised_on)
    moved = [one.barred.frozen for one in found.lines if one.is_changed]
    if all(one.is_of_one_month for one in moved):
        return f"Căn cứ số liệu các tháng đến ngày biểu dương {praised}"
    return f"Căn cứ số liệu báo cáo đã sửa sau ngày biểu dương {praised}"


def _decided(found: Corrected, reason: str, decided_on: date) -> list[Block]:
    exemplar = found.exemplar
    moved = [one for one in found.lines if one.is_changed and one.now is not None]
    with translation.override("vi"):
        rows = [_row(place, one) for place, one in enumerate(moved, start=1)]
    columns = ["STT", "Chỉ tiêu", "Đã chốt", "Chốt lại"]
    return [
        Article(
            f"Chốt lại mốc so sánh của điển hình “{exemplar.title}” của"
            f" {who(exemplar)} kể từ ngày {dates.show(decided_on)} như sau:",
            [
                Table(columns, rows, [1, 6, 3, 3], [0, 2, 3]),
                *(f"Lý do: {line}" for line in paragraphs(reason)),
            ],
        ),
        Article(
            "Từ ngày này, việc bình xét bắt kịp, vượt qua theo mốc chốt lại. Kết"
            " quả đã công nhận không tự mất; người đã quyết định công nhận xem lại"
            " từng trường hợp."
        ),
        Article(
            "Bộ phận phụ trách thi đua và các tập thể, cá nhân đang học theo điển"
            " hình chịu trách nhiệm thi hành Quyết định này kể từ ngày ký."
        ),
    ]


def _row(place: int, one: BarLine) -> list[str]:
    figure = one.barred.figure
    now = one.now.value if one.now else None
    then = one.barred.frozen.value
    return [str(place), figure.name, said(figure, then), said(figure, now)]
