"""What happens below and concerns campaigns; each listener may run more than once."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.campaigns import actions
from thidua.campaigns.hanging import ABOUT
from thidua.documents.events import DocumentIssued, NumberVoided, SignedCopyAttached
from thidua.documents.models import Document, SignedCopy
from thidua.indicators.events import FormFollowed
from thidua.indicators.models import Form
from thidua.kernel import clock
from thidua.kernel.events import listens_to
from thidua.organisations.actor import the_system


@listens_to(FormFollowed)
def follow_form(told: FormFollowed) -> None:
    """A form has a new edition: the campaigns that asked for it go on with that."""
    actions.follow_form(
        Form.objects.get(pk=told.form_id),
        Form.objects.get(pk=told.edition_id),
        actor=the_system(_("Hệ thống")),
        at=clock.now(),
    )


@listens_to(DocumentIssued)
def number_flows_back(told: DocumentIssued) -> None:
    """A campaign's document has its number."""
    _take_number(told.document_id, told.about)


@listens_to(NumberVoided)
def number_is_gone(told: NumberVoided) -> None:
    """The number of a campaign's document was struck out."""
    _take_number(told.document_id, told.about)


@listens_to(SignedCopyAttached)
def signed_copy_flows_back(told: SignedCopyAttached) -> None:
    """The signed copy of a campaign's document came back."""
    if told.about != ABOUT:
        return
    copies = SignedCopy.objects.select_related("file").filter(document=told.document_id)
    for copy in copies:
        actions.take_signed_copy(copy, actor=the_system(_("Hệ thống")), at=clock.now())


def _take_number(document_id: int, about: str) -> None:
    if about == ABOUT:
        actions.take_number(
            Document.objects.get(pk=document_id),
            actor=the_system(_("Hệ thống")),
            at=clock.now(),
        )
