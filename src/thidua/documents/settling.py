"""What hinders a text from being settled: the page tells it before it is tried."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.documents.models import Document
from thidua.documents.policies import can_issue
from thidua.documents.reading import can_be_printed
from thidua.kernel.models import StoredFile
from thidua.kernel.paper.parts import is_ground_to_fill
from thidua.kernel.policy import Verdict, only_if


def can_be_settled(document: Document, brought: StoredFile | None) -> Verdict:
    """Whether the text may wait for its number as it stands: once it has one it is not
    changed any more. `brought` is the Word file that is the text, if one is."""
    return (
        can_issue(document.unit, document.kind)
        & _has_a_signer(document)
        & _says_its_grounds(document, brought)
        & can_be_printed(document, brought)
    )


def _has_a_signer(document: Document) -> Verdict:
    """What was written from nothing names who signs before it waits for a number."""
    return only_if(
        bool(document.about or document.signer_name),
        otherwise=_("Dự thảo chưa ghi người ký."),
        remedy=_("Soạn lại nội dung để chọn người ký, hoặc ghi trong tệp Word."),
    )


def _says_its_grounds(document: Document, brought: StoredFile | None) -> Verdict:
    """A place for a ground that nobody filled is not printed with a number."""
    grounds = () if brought else document.as_paper().grounds
    return only_if(
        not any(map(is_ground_to_fill, grounds)),
        otherwise=_("Dự thảo còn dòng “Căn cứ …” chưa ghi."),
        remedy=_("Ghi văn bản làm căn cứ ở ô “Căn cứ”, hoặc xóa dòng ấy."),
    )
