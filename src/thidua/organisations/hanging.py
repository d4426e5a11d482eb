"""Does anything else hang on a thing, so that it cannot be taken back?"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Model


def something_hangs_on(thing: Model, *, apart_from: Collection[type[Model]]) -> bool:
    """Does a row of any other model, of any room, point to it?"""
    for relation in thing._meta.related_objects:
        model: Any = relation.related_model
        if model in apart_from:
            continue
        if model.objects.filter(**{relation.field.name: thing.pk}).exists():
            return True
    return False
