"""What of the documents waits for the head: drafts that are fixed and not numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.documents.states import State
from thidua.kernel.paper.parts import KINDS
from thidua.kernel.tasks import HEAD, Task, my_task
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.waiting import Row, Waiting

_WAITING = """
select id, kind, abstract from documents_document
where unit_id = %(unit)s and state = %(ready)s
order by made_at, id
"""


def _given(actor: Actor, _on: date) -> dict[str, Any] | None:
    if actor.unit_id is None or not actor.holds(Power.SIGN):
        return None
    return {"unit": actor.unit_id, "ready": State.READY.value}


def _tasks(rows: Sequence[Row], _actor: Actor, on: date) -> Iterator[Task]:
    for number, kind, abstract in rows:
        said = {"kind": KINDS.get(kind, kind), "about": abstract}
        yield my_task(
            pgettext("văn bản", "Ký"),
            _("%(kind)s “%(about)s”") % said,
            _("Dự thảo đã chốt: đọc, ký, rồi văn thư ghi số."),
            reverse("documents:document", args=[number]),
            due=None,
            on=on,
            whose=HEAD,
        )


waiting_for = Waiting(_WAITING, ("id", "kind", "abstract"), _given, _tasks)
"""Drafts that wait for the signature: letters of urging, decisions, directives."""
