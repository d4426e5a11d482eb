"""The doors of the room."""

from __future__ import annotations

from django.urls import path

from thidua.campaigns.views import (
    answering,
    binding,
    deciding,
    drafting,
    giving,
    own,
    reading,
)

app_name = "campaigns"
AUDIENCE = "<int:pk>/noi-dung/<int:audience>"
TARGET = "<int:pk>/chi-tieu/<int:target>"

urlpatterns = [
    path("", reading.campaigns, name="list"),
    path("moi/", drafting.new, name="new"),
    path("<int:pk>/", reading.campaign, name="campaign"),
    path("<int:pk>/don-vi/", reading.units, name="units"),
    path("<int:pk>/lich-su/", reading.history, name="history"),
    path("<int:pk>/tiep-nhan/", reading.acknowledge, name="acknowledge"),
    path("<int:pk>/van-ban/", reading.documents, name="documents"),
    path("<int:pk>/tep/<int:attachment>/", reading.attachment, name="attachment"),
    path("<int:pk>/van-ban/moi/", drafting.document, name="document-new"),
    path("<int:pk>/van-ban/<int:document>/", drafting.document, name="document"),
    path(
        "<int:pk>/van-ban/<int:document>/bo/",
        drafting.document_delete,
        name="document-delete",
    ),
    path(
        "<int:pk>/tep/<int:attachment>/bo/",
        drafting.attachment_delete,
        name="attachment-delete",
    ),
    path("<int:pk>/soan/", drafting.edit, name="edit"),
    path("<int:pk>/soan/chung/", drafting.basics, name="basics"),
    path("<int:pk>/soan/giai-doan/", drafting.phases, name="phases"),
    path("<int:pk>/soan/bieu/", binding.report_forms, name="forms"),
    path("<int:pk>/doi-tuong/moi/", drafting.audience, name="audience-new"),
    path("<int:pk>/doi-tuong/<int:audience>/", drafting.audience, name="audience"),
    path(
        "<int:pk>/doi-tuong/<int:audience>/bo/",
        drafting.audience_remove,
        name="audience-remove",
    ),
    path(f"{AUDIENCE}/", binding.content, name="content"),
    path(f"{AUDIENCE}/them/", binding.node_add, name="node-add"),
    path(f"{AUDIENCE}/ban-moi/", binding.content_revise, name="content-revise"),
    path(f"{AUDIENCE}/chot/", binding.content_publish, name="content-publish"),
    path(f"{AUDIENCE}/<int:node>/", binding.node, name="node"),
    path(f"{AUDIENCE}/<int:node>/chuyen/", binding.node_move, name="node-move"),
    path(f"{AUDIENCE}/<int:node>/bo/", binding.node_delete, name="node-delete"),
    path("<int:pk>/chi-tieu/", answering.my_targets, name="my-targets"),
    path("<int:pk>/chi-tieu/nhan/", answering.accept_many, name="accept-many"),
    path("<int:pk>/chi-tieu/moi/", binding.bind, name="target-new"),
    path(f"{TARGET}/", answering.target, name="target"),
    path(f"{TARGET}/sua/", binding.bind, name="target-edit"),
    path(f"{TARGET}/bo/", binding.unbind, name="target-delete"),
    path(f"{TARGET}/nhan/", answering.accept, name="target-accept"),
    path(f"{TARGET}/de-nghi/", answering.counter, name="target-counter"),
    path(f"{TARGET}/dong-y/", answering.agree, name="target-agree"),
    path(f"{TARGET}/giao-lai/", answering.revise, name="target-revise"),
    path(f"{TARGET}/giu-nguyen/", answering.insist, name="target-insist"),
    path(f"{TARGET}/giao/", giving.give, name="give"),
    path(f"{TARGET}/giao/luu/", giving.save_cells, name="give-save"),
    path(f"{TARGET}/giao/cach/", giving.rule, name="rule"),
    path("<int:pk>/phat-dong/", deciding.launch, name="launch"),
    path("<int:pk>/ket-thuc/", deciding.close, name="close"),
    path("<int:pk>/don-vi/them/", deciding.admit, name="admit"),
    path("<int:pk>/don-vi/<int:member>/rut/", deciding.release, name="release"),
    path("<int:pk>/ban-giao/", deciding.hand_over, name="hand-over"),
    path("<int:pk>/cu-the-hoa/", own.plan, name="plan"),
    path("<int:pk>/cu-the-hoa/ban-hanh/", own.plan_adopt, name="plan-adopt"),
    path("<int:pk>/cu-the-hoa/sua-lai/", own.plan_reopen, name="plan-reopen"),
    path("<int:pk>/cu-the-hoa/<int:unit>/", own.plan_of, name="plan-of"),
    path("<int:pk>/moc/", own.milestones, name="milestones"),
    path("<int:pk>/moc/moi/", binding.milestone_new, name="milestone-new"),
    path(
        "<int:pk>/moc/<int:milestone>/bo/",
        binding.milestone_remove,
        name="milestone-remove",
    ),
    path("<int:pk>/moc/<int:milestone>/bao-dat/", own.mark, name="mark"),
    path("<int:pk>/moc/dau/<int:mark>/nhan/", own.mark_confirm, name="mark-confirm"),
    path("<int:pk>/moc/dau/<int:mark>/tra-lai/", own.mark_return, name="mark-return"),
    path("<int:pk>/moc/tep/<int:proof>/", own.proof, name="proof"),
]
