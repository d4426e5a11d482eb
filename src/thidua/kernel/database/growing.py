"""Models that grow where they stand while a database is migrated (ADR 0049).

Each time that a migration adds a table, a column or a constraint, Django throws away
all models that are related to it and makes them anew. Here every model is related to
the units: a new database had seventeen thousand models made, 20 s of 25. What is added
is put to the model that stands; whatever is altered or removed is done as ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations import executor
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import NOT_PROVIDED, Field


class GrowingState(ProjectState):
    """The models of a moment of the migrations, added to without making others anew."""

    _relations: Any

    def clone(self) -> GrowingState:
        """A copy that grows in the same way."""
        copy: Any = super().clone()
        copy.__class__ = GrowingState
        return copy  # type: ignore[no-any-return]

    def add_model(self, model_state: ModelState) -> None:
        """A table: only its own model is made."""
        key = model_state.app_label, model_state.name_lower
        self.models[key] = model_state
        if self._relations is not None:
            self.resolve_model_relations(key)
        if self._is_rendered:
            self.apps.render_multiple([model_state])
            self.apps.clear_cache()

    def add_field(
        self,
        app_label: str,
        model_name: str,
        name: str,
        field: Field[Any, Any],
        preserve_default: Any,
    ) -> None:
        """A column: put to the model, and to what it points to."""
        if not preserve_default:
            field = field.clone()
            field.default = NOT_PROVIDED
        key = app_label, model_name
        self.models[key].fields[name] = field
        if self._relations is not None:
            self.resolve_model_field_relations(key, name, field)
        if self._is_rendered:
            model: Any = self.apps.get_model(app_label, model_name)
            model.add_to_class(name, field.clone())
            self.apps.clear_cache()

    def _append_option(
        self, app_label: str, model_name: str, option_name: str, obj: Any
    ) -> None:
        """A constraint or an index: no model looks otherwise for it."""
        options = self.models[app_label, model_name].options
        options[option_name] = [*options[option_name], obj]
        if self._is_rendered:
            meta = self.apps.get_model(app_label, model_name)._meta
            setattr(meta, option_name, [*getattr(meta, option_name), obj])

    @property
    def _is_rendered(self) -> bool:
        return "apps" in self.__dict__


@contextmanager
def models_growing_in_place() -> Iterator[None]:
    """Let every migration of this block begin with a `GrowingState`."""
    before = vars(executor)["ProjectState"]
    vars(executor)["ProjectState"] = GrowingState
    try:
        yield
    finally:
        vars(executor)["ProjectState"] = before
