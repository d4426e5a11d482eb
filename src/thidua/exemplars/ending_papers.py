"""The decision by which an exemplar is held up no longer, or its praise is taken back.

A document has one language, whatever that of the screen: its words are not translated.
No rule of law is cited but what the sources of this program prove.
"""

from __future__ import annotations

from datetime import date

from thidua.documents.models import Document, Number
from thidua.documents.queries.words import kind_of, number_of
from thidua.exemplars.letterhead import (
    as_issued_by,
    authority_of,
    head_of,
    paragraphs,
    signature_of,
    symbol_of,
)
from thidua.exemplars.models import Ending, Exemplar, Praise
from thidua.exemplars.papers import movement, who
from thidua.kernel import dates
from thidua.kernel.paper.parts import Article, Block, Paper
from thidua.organisations.issuing import issuer_on
from thidua.organisations.models import Unit


def ending_paper(ending: Ending, issuer: Unit, day: date) -> Paper:
    """The decision by which one is retired or revoked, for the reason written down."""
    head, exemplar = issuer_on(issuer, day), ending.exemplar
    is_revoked = ending.how == Ending.How.REVOKE
    what = "Hủy việc biểu dương" if is_revoked else "Thôi nêu gương"
    praise = Praise.objects.filter(exemplar=exemplar).select_related("document").first()
    paper = Paper(
        **head_of(issuer, head),
        kind="QĐ",
        symbol=symbol_of("QĐ", issuer, head),
        abstract=f"{what} điển hình {who(exemplar)}",
        authority=authority_of(head),
        grounds=_grounds(exemplar, praise),
        signature=signature_of(head),
        body=_revoked(ending, praise) if is_revoked else _retired(ending),
        recipients=["Như Điều 3;", exemplar.name],
    )
    return as_issued_by(issuer, paper)


def cited(document: Document) -> str:
    """`Quyết định số 05/QĐ-UBND ngày 10/02/2025`; nothing while it has no number."""
    number = Number.objects.standing().filter(document=document).first()
    if number is None:
        return ""
    return (
        f"{kind_of(document)} số {number_of(document, number)}"
        f" ngày {dates.show(number.issued_on)}"
    )


def _grounds(exemplar: Exemplar, praise: Praise | None) -> list[str]:
    grounds = [f"Căn cứ kế hoạch {movement(exemplar.campaign)}"]
    said = _praised_by(praise)
    return [*grounds, f"Căn cứ {said}"] if said else grounds


def _praised_by(praise: Praise | None) -> str:
    """The paper that praised it, by its number where it has one."""
    if praise is None:
        return ""
    number = cited(praise.document) if praise.document else ""
    day = dates.show(praise.praised_on)
    said = number or f"{praise.get_kind_display()} ngày {day}"
    return f"{said} về việc biểu dương điển hình “{praise.exemplar.title}”"


def _retired(ending: Ending) -> list[Block]:
    exemplar = ending.exemplar
    return [
        Article(
            f"Thôi nêu gương điển hình “{exemplar.title}” của {who(exemplar)} trong"
            f" {movement(exemplar.campaign)} kể từ ngày ký Quyết định này.",
            [f"Lý do: {line}" for line in paragraphs(ending.reason)],
        ),
        Article(
            "Kết quả học tập, bắt kịp, vượt qua đã được công nhận vẫn có giá trị; nơi"
            " đã được bình xét, đang chờ quyết định thì vẫn được xem xét công nhận;"
            " không tiếp nhận đăng ký học theo mới."
        ),
        _done_by(),
    ]


def _revoked(ending: Ending, praise: Praise | None) -> list[Block]:
    exemplar = ending.exemplar
    what = f"điển hình “{exemplar.title}” của {who(exemplar)}"
    taken_back = (
        f"Hủy việc biểu dương {what}" if praise else f"Hủy kết quả bình chọn {what}"
    )
    return [
        Article(
            f"{taken_back} trong {movement(exemplar.campaign)} kể từ ngày ký Quyết"
            " định này.",
            [f"Lý do: {line}" for line in paragraphs(ending.reason)],
        ),
        Article(
            "Không công nhận thêm kết quả học tập theo điển hình này. Kết quả đã công"
            " nhận do người đã ký quyết định công nhận xem xét lại."
        ),
        _done_by(),
    ]


def _done_by() -> Article:
    return Article(
        "Bộ phận phụ trách thi đua và các tập thể, cá nhân liên quan chịu trách nhiệm"
        " thi hành Quyết định này kể từ ngày ký."
    )
