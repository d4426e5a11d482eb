"""The words of a campaign: what it is, what it contains, who takes part, what for."""

from thidua.campaigns.models.campaign import (
    Attachment,
    Campaign,
    CampaignForm,
    LaunchDocument,
    Phase,
    Stewardship,
)
from thidua.campaigns.models.changing import AudienceChange, TargetChange
from thidua.campaigns.models.checking import (
    USUAL_LIMIT,
    AcceptedWarning,
    CheckLimit,
    ContentTie,
    MeasureSaid,
    MendRequest,
)
from thidua.campaigns.models.content import (
    ContentNode,
    ContentTree,
    Milestone,
    MilestoneMark,
    MilestoneProof,
)
from thidua.campaigns.models.effect import Assessment, AssessmentDraft, Expense
from thidua.campaigns.models.participation import Audience, AudienceMember
from thidua.campaigns.models.persons import PersonResult, PersonTarget
from thidua.campaigns.models.plan import UnitPlan, UnitPlanItem
from thidua.campaigns.models.ranking import IndexGoal
from thidua.campaigns.models.target import (
    SplitWeight,
    Target,
    TargetPlan,
    TargetRound,
)

HISTORY = (
    "campaigns_targetround",
    "campaigns_targetchange",
    "campaigns_audiencechange",
    "campaigns_mendrequest",
    "campaigns_expense",
    "campaigns_assessment",
)
"""Tables that the app role may only add to."""

__all__ = [
    "USUAL_LIMIT",
    "AcceptedWarning",
    "Assessment",
    "AssessmentDraft",
    "Attachment",
    "Audience",
    "AudienceChange",
    "AudienceMember",
    "Campaign",
    "CampaignForm",
    "CheckLimit",
    "ContentNode",
    "ContentTie",
    "ContentTree",
    "Expense",
    "IndexGoal",
    "LaunchDocument",
    "MeasureSaid",
    "MendRequest",
    "Milestone",
    "MilestoneMark",
    "MilestoneProof",
    "PersonResult",
    "PersonTarget",
    "Phase",
    "SplitWeight",
    "Stewardship",
    "Target",
    "TargetChange",
    "TargetPlan",
    "TargetRound",
    "UnitPlan",
    "UnitPlanItem",
]
