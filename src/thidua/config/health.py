"""`/suc-khoe/`: is this installation well? For machines, anonymous, tells no secret."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thidua.kernel import jobs


@login_not_required
@require_safe
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    """200 when the database answers, else 503; the worker is told beside it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        worker = "ok" if jobs.a_worker_is_alive() else "absent"
    except DatabaseError:
        return JsonResponse({"database": "absent", "worker": "unknown"}, status=503)
    return JsonResponse({"database": "ok", "worker": worker})
