"""The words of speakers: who they are, what they tell, who invited them."""

from thidua.speakers.models.invitation import (
    BegunLearning,
    Invitation,
    InvitationQuerySet,
    InvitationTurn,
    MendedReport,
    TalkReport,
    WhatCame,
)
from thidua.speakers.models.speaker import (
    Form,
    Language,
    NamedDay,
    Reach,
    Speaker,
    SpeakerConsent,
    SpeakerQuerySet,
    Topic,
)

HISTORY = (
    "speakers_begunlearning",
    "speakers_invitationturn",
    "speakers_mendedreport",
    "speakers_speakerconsent",
    "speakers_talkreport",
)
"""Tables that the app role may only add to."""

__all__ = [
    "HISTORY",
    "BegunLearning",
    "Form",
    "Invitation",
    "InvitationQuerySet",
    "InvitationTurn",
    "Language",
    "MendedReport",
    "NamedDay",
    "Reach",
    "Speaker",
    "SpeakerConsent",
    "SpeakerQuerySet",
    "TalkReport",
    "Topic",
    "WhatCame",
]
