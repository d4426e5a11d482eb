"""The verbs of the room."""

from thidua.indices.actions.defining import entrust_index, renew_make_up
from thidua.indices.actions.loading import Loaded, load_published_indices
from thidua.indices.actions.publishing import correct_year, publish_year, withdraw_year

__all__ = [
    "Loaded",
    "correct_year",
    "entrust_index",
    "load_published_indices",
    "publish_year",
    "renew_make_up",
    "withdraw_year",
]
