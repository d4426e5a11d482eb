"""What in a draft departs from the decree, as a page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.documents.models import Document
from thidua.documents.policies import can_issue
from thidua.documents.queries.words import number_of
from thidua.documents.reading import undrawn_in_version
from thidua.kernel.files import path_of
from thidua.kernel.paper.departures import Judged, departures, departures_of_docx
from thidua.kernel.paper.telling import Departure
from thidua.kernel.paper.undrawn import Undrawn, undrawn_remedy
from thidua.kernel.policy import Verdict
from thidua.kernel.ui.parts import Link


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything `check.html` shows."""

    title: str
    version: str
    crumbs: Sequence[Link]
    unfit: Verdict
    """Why the unit may issue no such document at all."""
    is_judged: bool
    departures: Sequence[Departure]
    undrawn: Sequence[Undrawn]
    """Lines that no paper can say: an error, not a departure."""
    undrawn_says: str
    undrawn_remedy: str
    back: str


def check_page(document: Document, number: int | None) -> CheckPage:
    """The latest version of a draft held against the decree, or an earlier one."""
    versions = document.versions.select_related("file").order_by("-number")
    version = versions.filter(number=number).first() if number else versions.first()
    if version is None:
        raise LookupError(number)
    if version.file:
        with path_of(version.file.sha256).open("rb") as file:
            judged = departures_of_docx(file)
    else:
        judged = departures(version.as_paper())
    back = reverse("documents:document", args=[document.pk])
    undrawn = undrawn_in_version(version)
    given = document.numbers.standing().first()
    return CheckPage(
        title=_title(judged, len(undrawn)),
        version=version.file.name
        if version.file
        else _("Bản soạn %(n)s") % {"n": version.number},
        crumbs=[
            Link(_("Văn bản"), reverse("documents:documents")),
            Link(number_of(document, given), back),
            Link(_("Soát thể thức"), is_here=True),
        ],
        unfit=can_issue(document.unit, document.kind),
        is_judged=judged.is_judged,
        departures=judged.departures,
        undrawn=undrawn,
        undrawn_says=_("Phải xuất PDF từ Word: phông ở đây không có các chữ này.")
        if version.file
        else _("Sửa rồi mới chốt được: trên giấy các chữ này chỉ còn ô trống."),
        undrawn_remedy=undrawn_remedy(),
        back=back,
    )


def _title(judged: Judged, undrawn: int) -> str:
    if undrawn:
        said = ngettext(
            "%(count)s dòng có chữ không in ra PDF được",
            "%(count)s dòng có chữ không in ra PDF được",
            undrawn,
        )
        return said % {"count": undrawn}
    if not judged.is_judged:
        return _("Văn bản của Đảng: không soát theo Nghị định 30/2020/NĐ-CP")
    count = len(judged.departures)
    if not count:
        return _("Chưa thấy chỗ nào khác Nghị định 30/2020/NĐ-CP")
    words = ngettext(
        "%(count)s chỗ khác Nghị định 30/2020/NĐ-CP",
        "%(count)s chỗ khác Nghị định 30/2020/NĐ-CP",
        count,
    )
    return words % {"count": count}
