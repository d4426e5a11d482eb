"""The documents of a campaign as an office prints them; its history in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.models import Entry
from thidua.audit.trail import trail_of
from thidua.campaigns.drafted import Text, paper_made_of, where_written
from thidua.campaigns.launch_paper import abstract_of, clauses_of
from thidua.campaigns.models import Attachment, Campaign, LaunchDocument
from thidua.campaigns.queries.comparing import versions_of
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.states import State
from thidua.documents.models import Document
from thidua.documents.reading import latest_file
from thidua.documents.states import State as Drafted
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show_moment
from thidua.kernel.files import show_size
from thidua.kernel.paper.figures import as_typed, manner_of
from thidua.kernel.paper.parts import Manner
from thidua.kernel.ui import parts
from thidua.kernel.ui.trails import Trail, Whole, each, whole
from thidua.organisations.actor import Actor, signature


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of a document."""

    pk: int
    name: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document: heading, place and date, numbered contents, recipients, signer."""

    pk: int
    kind: str
    number: str
    title: str
    place_and_day: str
    signer_title: str
    signer_name: str
    contents: Sequence[str]
    recipients: Sequence[str]
    is_launch: bool
    papers: Sequence[Paper]
    edit_href: str
    delete_href: str
    """Empty: it launched the campaign, or has its number, and stays."""
    delete_words: str
    """What goes with it."""
    draft_href: str
    """Where a paper is made of it; empty once it has a number or a paper."""
    drafted_href: str
    """The paper that was made of it."""
    drafted_state: str
    word_name: str
    """The Word file that is its text now; empty: `contents` are."""
    word_href: str
    """Where the file is, for who may open it."""


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    frame: Frame
    documents: Sequence[DocumentView]
    write_href: str
    """Where one writes a new one here, to be numbered and signed."""
    write_label: str
    write_tone: str


WRITTEN_HERE = "cach", "soan"
"""`?cach=soan`: written here and drafted at once, not copied from what was issued."""


def documents_page(campaign: Campaign, actor: Actor, day: date) -> DocumentsPage:
    """All documents, the launching one first."""
    documents = campaign.documents.select_related("drafted_as")
    documents = documents.prefetch_related("attachments__file")
    ordered = documents.order_by("-is_launch", "issued_on", "pk")
    views = [_document(one, campaign, actor) for one in ordered]
    is_launch_due = not any(one.is_launch for one in views)
    new = reverse("campaigns:document-new", args=[campaign.pk])
    return DocumentsPage(
        frame=frame(campaign, actor, day, "documents"),
        documents=views,
        write_href=f"{new}?{'='.join(WRITTEN_HERE)}",
        write_label=writing_label(is_launch=is_launch_due),
        write_tone="main" if is_launch_due else "",
    )


def writing_label(*, is_launch: bool) -> str:
    """What writing a document here is called; the one that launches comes first."""
    return _("Soạn văn bản phát động") if is_launch else _("Soạn văn bản")


def _number_line(one: LaunchDocument) -> str:
    number = as_typed(one.number, one.symbol)
    is_party = manner_of(one.symbol) == Manner.PARTY
    line = _("Số %(number)s") if is_party else _("Số: %(number)s")
    return line % {"number": number} if number else ""


def _document(one: LaunchDocument, campaign: Campaign, actor: Actor) -> DocumentView:
    day = one.issued_on
    place_and_day = ""
    if day is not None:
        # Decree 30/2020: a leading nought for days before the tenth, months 1 and 2.
        place_and_day = _("%(place)s, ngày %(day)s tháng %(month)s năm %(year)s") % {
            "place": one.place or "…",
            "day": f"{day.day:02}",
            "month": f"{day.month:02}" if day.month <= 2 else str(day.month),
            "year": day.year,
        }
    args = [one.campaign_id, one.pk]
    return DocumentView(
        pk=one.pk,
        kind=str(one.get_kind_display()).upper(),
        number=_number_line(one),
        place_and_day=place_and_day,
        signer_title=one.signer_title.upper(),
        is_launch=one.is_launch,
        papers=[
            Paper(
                file.pk,
                file.title,
                reverse("campaigns:attachment", args=[one.campaign_id, file.pk]),
                show_size(file.file.size),
            )
            for file in one.attachments.all()
        ],
        edit_href=reverse("campaigns:document", args=args),
        **_deleted(one, campaign),
        **_said(one, actor),
        **_drafted(one),
    )


@dataclass(frozen=True, slots=True)
class DocumentFiles:
    """The files of a document, below the form that corrects it."""

    campaign: int
    title: str
    papers: Sequence[Attachment]
    delete_href: str
    delete_words: str


def files_of(one: LaunchDocument) -> DocumentFiles:
    """What hangs on a document, and whether it may be taken away."""
    papers = list(one.attachments.all())
    return DocumentFiles(
        one.campaign_id, one.title, papers, **_deleted(one, one.campaign)
    )


def _deleted(one: LaunchDocument, campaign: Campaign) -> dict[str, str]:
    drafted = paper_made_of(one)
    stays = one.is_launch and campaign.state != State.DRAFT
    if stays or where_written(drafted) == Text.NUMBERED:
        return {"delete_href": "", "delete_words": ""}
    words = _("Bản soạn để cấp số, ký cũng được bỏ; các bản đã lưu vẫn giữ.")
    args = [one.campaign_id, one.pk]
    return {
        "delete_href": reverse("campaigns:document-delete", args=args),
        "delete_words": words if drafted else "",
    }


def _said(one: LaunchDocument, actor: Actor) -> dict[str, Any]:
    """What was typed; once a paper was made of it, what the paper says."""
    typed: dict[str, Any] = {
        "title": one.title,
        "signer_name": one.signer_name,
        "contents": list(one.contents),
        "recipients": list(one.recipients),
        "word_name": "",
        "word_href": "",
    }
    drafted = paper_made_of(one)
    if drafted is None:
        return typed
    paper = drafted.as_paper()
    said = typed | {
        "signer_name": drafted.signer_name or one.signer_name,
        "contents": list(clauses_of(paper)),
        "recipients": list(paper.recipients),
    }
    if drafted.abstract != abstract_of(one):
        said["title"] = drafted.abstract
    brought = latest_file(drafted)
    if brought is not None and brought.file is not None:
        may_open = Document.objects.visible_to(actor).filter(pk=drafted.pk).exists()
        said["contents"], said["word_name"] = [], brought.file.name
        href = reverse("documents:document", args=[drafted.pk])
        said["word_href"] = href if may_open else ""
    return said


def _drafted(one: LaunchDocument) -> dict[str, str]:
    drafted, is_over = one.drafted_as, paper_made_of(one) is None
    args = [one.campaign_id, one.pk]
    draft = reverse("campaigns:document-draft", args=args)
    shown = drafted if drafted and drafted.state != Drafted.DROPPED else None
    return {
        "draft_href": draft if is_over and not one.number else "",
        "drafted_href": reverse("documents:document", args=[shown.pk]) if shown else "",
        "drafted_state": str(Drafted(shown.state).label) if shown else "",
    }


@dataclass(frozen=True, slots=True)
class HistoryPage:
    frame: Frame
    whole: Whole
    versions: Sequence[parts.Link]


def history_page(
    campaign: Campaign, actor: Actor, day: date, params: Mapping[str, str]
) -> HistoryPage:
    """What happened to the campaign itself, newest first, in sentences."""
    return HistoryPage(
        frame=frame(campaign, actor, day, "history"),
        whole=whole(campaign_trail(campaign), params),
        versions=versions_of(campaign, actor),
    )


def campaign_trail(campaign: Campaign) -> Trail:
    """What happened to the campaign itself."""
    here = reverse("campaigns:campaign", args=[campaign.pk])
    return Trail(
        way=lambda: [parts.Link(campaign.name, here)],
        href=reverse("campaigns:history", args=[campaign.pk]),
        done=trail_of(campaign),
        tell=each(_line),
    )


def _line(entry: Entry) -> parts.TrailLine:
    return parts.TrailLine(
        when=show_moment(entry.at.astimezone(ZONE)),
        words=_sentence(entry),
        who=signature(entry.actor_name, entry.office),
        note=str(entry.details.get("reason", "")),
    )


def _sentence(entry: Entry) -> str:
    said = _sentences().get(entry.verb)
    if said is None:
        return entry.verb
    details = {"name": "", "title": "", "audience": "", "units": "", "value": ""}
    details |= {"added": "", "removed": "", "after": ""}
    details |= {key: str(value) for key, value in entry.details.items()}
    return said % details


def _sentences() -> dict[str, str]:
    return _of_campaigns() | _of_content() | _of_changes() | _of_checks()


def _of_campaigns() -> dict[str, str]:
    """What is done to a campaign, its targets and its plans."""
    return {
        "campaigns.campaign.drafted": _("bắt đầu soạn phong trào"),
        "campaigns.campaign.cloned": _("lập từ “%(name)s”"),
        "campaigns.campaign.amended": _("sửa thông tin chung"),
        "campaigns.phases.set": _("chia lại các giai đoạn"),
        "campaigns.audience.set": _("ghi đối tượng “%(name)s”"),
        "campaigns.audience.removed": _("bỏ đối tượng “%(name)s”"),
        "campaigns.document.written": _("nhập văn bản “%(title)s”"),
        "campaigns.document.drafted": _("soạn văn bản “%(title)s” để cấp số và ký"),
        "campaigns.document.numbered": _("ghi số %(value)s cho văn bản “%(title)s”"),
        "campaigns.document.deleted": _("bỏ văn bản “%(title)s”"),
        "campaigns.document.attached": _("đính kèm “%(title)s”"),
        "campaigns.document.detached": _("bỏ tệp “%(title)s”"),
        "campaigns.index_goal.set": _("đặt mức cho chỉ số %(name)s"),
        "campaigns.index_goal.dropped": _("bỏ mức của chỉ số %(name)s"),
        "campaigns.target.bound": _("gắn chỉ tiêu “%(name)s”: %(value)s"),
        "campaigns.target.unbound": _("bỏ chỉ tiêu “%(name)s”"),
        "campaigns.forms.chosen": _("chọn biểu báo cáo"),
        "campaigns.milestone.defined": _("đặt mốc “%(name)s”"),
        "campaigns.milestone.removed": _("bỏ mốc “%(name)s”"),
        "campaigns.milestone.marked": _("báo đạt mốc “%(name)s”"),
        "campaigns.milestone.confirmed": _("công nhận mốc “%(name)s”"),
        "campaigns.milestone.returned": _("chưa công nhận mốc “%(name)s”"),
        "campaigns.campaign.launched": _("phát động đến %(units)s đơn vị"),
        "campaigns.campaign.acknowledged": _("báo đã tiếp nhận phong trào"),
        "campaigns.unit.admitted": _("thêm một đơn vị tham gia"),
        "campaigns.unit.released": _("cho một đơn vị rút"),
        "campaigns.plan.saved": _("soạn kế hoạch của đơn vị"),
        "campaigns.plan.adopted": _("ban hành kế hoạch của đơn vị"),
        "campaigns.plan.reopened": _("mở lại kế hoạch của đơn vị để sửa"),
        "campaigns.assessment.drafted": _("soạn đánh giá “%(name)s”"),
        "campaigns.assessment.signed": _("chốt đánh giá “%(name)s”"),
        "campaigns.campaign.handed_over": _("bàn giao sau sắp xếp đơn vị"),
        "campaigns.campaign.closed": _("kết thúc phong trào"),
    }


def _of_content() -> dict[str, str]:
    """What is done to the trees of content."""
    return {
        "campaigns.node.added": _("thêm nội dung “%(name)s” vào cây “%(audience)s”"),
        "campaigns.node.edited": _("sửa nội dung “%(name)s”"),
        "campaigns.node.moved": _("chuyển chỗ nội dung “%(name)s”"),
        "campaigns.node.deleted": _("bỏ nội dung “%(name)s”"),
        "campaigns.content.revised": _("mở bản mới của cây nội dung"),
        "campaigns.content.discarded": _("bỏ bản mới của cây “%(audience)s”"),
        "campaigns.content.published": _("chốt bản mới của cây “%(audience)s”"),
    }


def _of_changes() -> dict[str, str]:
    """What is changed after the launch."""
    return {
        "campaigns.target.changed": _("đổi chỉ tiêu “%(name)s” thành %(value)s"),
        "campaigns.form.followed": _("theo bản mới của biểu báo cáo"),
        "campaigns.content.mapped": _("nối “%(name)s”: %(after)s"),
        "campaigns.form.drafted": _("lập biểu “%(name)s” cho phong trào"),
        "campaigns.form.read": _("dùng số liệu của biểu “%(name)s”"),
        "campaigns.line.dropped": _("bỏ dòng “%(name)s”: biểu khác đã hỏi"),
        "campaigns.audience.changed": _(
            "đổi đối tượng “%(name)s”: thêm %(added)s, ra %(removed)s đơn vị"
        ),
    }


def _of_checks() -> dict[str, str]:
    """How the plan is checked, and what rooms above set for the whole campaign."""
    return {
        "campaigns.content.tied": _("gắn “%(name)s” với việc thường xuyên: %(to)s"),
        "campaigns.limit.set": _("đặt số mục tiêu nhiều nhất: %(most_goals)s"),
        "campaigns.warning.accepted": _("chấp nhận cảnh báo khi kiểm tra kế hoạch"),
        "campaigns.warning.reopened": _("thôi chấp nhận một cảnh báo"),
        "exemplars.rule.set": _("đặt quy tắc so sánh với điển hình"),
        "follow_up.reminders.planned": _("đặt lịch nhắc"),
    }
