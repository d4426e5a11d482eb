"""The documents of campaigns hang on documents: who may know them, where they stand."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign, LaunchDocument
from thidua.campaigns.policies import can_manage
from thidua.documents.hanging import Hanger
from thidua.organisations.actor import Actor

ABOUT = "campaigns.launch"


def _known_to(actor: Actor) -> QuerySet[LaunchDocument, int | None]:
    known = LaunchDocument.objects.filter(
        campaign__in=Campaign.objects.visible_to(actor), drafted_as__isnull=False
    )
    return known.values_list("drafted_as", flat=True)


def _href(document_id: int) -> str:
    found = LaunchDocument.objects.filter(drafted_as=document_id).first()
    return reverse("campaigns:documents", args=[found.campaign_id]) if found else ""


def _write_href(document_id: int, actor: Actor) -> str:
    found = LaunchDocument.objects.filter(drafted_as=document_id).first()
    if found is None or not can_manage(actor, found.campaign):
        return ""
    return reverse("campaigns:document", args=[found.campaign_id, found.pk])


LAUNCHES = Hanger(
    ABOUT,
    _("văn bản của phong trào"),
    known_to=_known_to,
    href=_href,
    write_href=_write_href,
)
