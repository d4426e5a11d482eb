"""A form with a token is carried out once; a double click gets the first answer.

The key row is inserted in the same transaction as what the form does. A second click
that comes meanwhile waits at the unique constraint: when the first commits, the second
is given its answer; when the first fails, its key vanishes and the second is carried
out. Only answers that did something (below 400) are kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from thidua.kernel import clock
from thidua.kernel.models import IdempotencyKey

KEPT = timedelta(days=1)
"""How long an answer is kept for a form sent again, e.g. from a page gone back to."""
LARGEST = 512 * 1024
"""Bytes of an answer worth keeping; a larger one is not kept, only its status."""
HEADER = "X-Once"
SWALLOWED = "a view answered well although the database had refused what it did"
CLAIM = """
with gone as (
    delete from kernel_idempotencykey where user_id = %(user)s and at < %(old)s
)
insert into kernel_idempotencykey (user_id, key, at, location, media_type, body)
values (%(user)s, %(key)s, %(at)s, '', '', '')
on conflict (user_id, key) do nothing
returning id
"""


class RunOnce:
    """Carries out each token once per person; without a token it stands aside."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = token_of(request)
        user = getattr(request, "user", None)
        if not token or user is None or not user.is_authenticated:
            return self.get_response(request)
        return self._once(request, int(user.pk), key_of(request, token))

    def _once(self, request: HttpRequest, user_id: int, key: str) -> HttpResponse:
        with transaction.atomic():
            row = _claim(user_id, key)
            if row is None:
                return replay(IdempotencyKey.objects.get(user_id=user_id, key=key))
            answer = self.get_response(request)
            if answer.status_code >= 500:
                transaction.set_rollback(True)
            elif transaction.get_rollback():
                if answer.status_code < 400:
                    raise transaction.TransactionManagementError(SWALLOWED)
            elif answer.status_code >= 400:
                row.delete()
            else:
                keep(row, answer)
        return answer


def token_of(request: HttpRequest) -> str:
    """The token of a POST, from the form or from a script's header."""
    if request.method != "POST":
        return ""
    return request.headers.get(HEADER) or request.POST.get("once", "")


def key_of(request: HttpRequest, token: str) -> str:
    """A hash of the token, the address and everything that was sent."""
    sent = hashlib.sha256(f"{token}\n{request.get_full_path()}".encode())
    for name, values in sorted(request.POST.lists()):
        if name != "csrfmiddlewaretoken":
            sent.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        sent.update(repr((name, [(f.name, f.size) for f in files])).encode())
    return sent.hexdigest()


def keep(row: IdempotencyKey, answer: HttpResponse) -> None:
    """Write the answer into the row; a stream is known by its status alone."""
    row.status = answer.status_code
    row.location = answer.headers.get("Location", "")
    row.media_type = answer.headers.get("Content-Type", "")[:100]
    if not answer.streaming and len(answer.content) <= LARGEST:
        row.body = answer.content
    row.save(update_fields=["status", "location", "media_type", "body"])


def replay(row: IdempotencyKey) -> HttpResponse:
    """The first answer again."""
    answer = HttpResponse(
        bytes(row.body),
        status=row.status or 200,
        content_type=row.media_type or None,
    )
    if row.location:
        answer.headers["Location"] = row.location
    answer.headers["X-Once"] = "again"
    return answer


def _claim(user_id: int, key: str) -> IdempotencyKey | None:
    """Our key, or None when somebody was first: the database makes us wait to know.

    In the same breath this person's answers of yesterday and before are dropped.
    """
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            CLAIM, {"user": user_id, "key": key, "at": now, "old": now - KEPT}
        )
        mine = cursor.fetchone()
    return (
        IdempotencyKey(pk=mine[0], user_id=user_id, key=key, at=now) if mine else None
    )
