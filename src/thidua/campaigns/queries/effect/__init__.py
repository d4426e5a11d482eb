"""The effectiveness of a phase or a campaign as its page tells it."""

from thidua.campaigns.queries.effect.page import EffectPage, effect_page
from thidua.campaigns.queries.effect.signing import SigningPage, signing_page

__all__ = ["EffectPage", "SigningPage", "effect_page", "signing_page"]
