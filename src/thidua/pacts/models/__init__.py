"""The words of this room."""

from thidua.pacts.models.edition import Commitment, PactEdition, Witness
from thidua.pacts.models.keeping import (
    CommitmentMark,
    CommitmentOutcome,
    PactCeremony,
    PactPaper,
)
from thidua.pacts.models.pact import Pact, PactParty, PactQuerySet
from thidua.pacts.models.signing import PactOpinion, PactSignature

__all__ = [
    "Commitment",
    "CommitmentMark",
    "CommitmentOutcome",
    "Pact",
    "PactCeremony",
    "PactEdition",
    "PactOpinion",
    "PactPaper",
    "PactParty",
    "PactQuerySet",
    "PactSignature",
    "Witness",
]
