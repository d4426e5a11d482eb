"""The words of exemplars: who they are, their figures, who learns, what was said."""

from thidua.exemplars.models.bars import BarRevisit, FrozenBefore
from thidua.exemplars.models.building import (
    Choice,
    Evaluation,
    Hold,
    Meeting,
    MeetingBefore,
    Praise,
)
from thidua.exemplars.models.ending import Ending
from thidua.exemplars.models.exemplar import Exemplar, ExemplarQuerySet, at_or_below
from thidua.exemplars.models.figures import ExemplarFigure, FrozenValue, TypedValue
from thidua.exemplars.models.learning import (
    Attendance,
    LearnedValue,
    Learning,
    LearningFigure,
    LearningQuerySet,
    Panel,
    PanelVerdict,
    Recognition,
    Revisit,
    Visit,
)
from thidua.exemplars.models.publicising import (
    Consent,
    Consented,
    Publication,
    PublicationBefore,
)
from thidua.exemplars.models.rule import ComparisonRule, RuleLine

HISTORY = (
    "exemplars_barrevisit",
    "exemplars_choice",
    "exemplars_comparisonrule",
    "exemplars_consent",
    "exemplars_frozenbefore",
    "exemplars_learnedvalue",
    "exemplars_meetingbefore",
    "exemplars_panelverdict",
    "exemplars_praise",
    "exemplars_publicationbefore",
    "exemplars_revisit",
    "exemplars_ruleline",
    "exemplars_typedvalue",
)
"""Tables that the app role may only add to."""

__all__ = [
    "HISTORY",
    "Attendance",
    "BarRevisit",
    "Choice",
    "ComparisonRule",
    "Consent",
    "Consented",
    "Ending",
    "Evaluation",
    "Exemplar",
    "ExemplarFigure",
    "ExemplarQuerySet",
    "FrozenBefore",
    "FrozenValue",
    "Hold",
    "LearnedValue",
    "Learning",
    "LearningFigure",
    "LearningQuerySet",
    "Meeting",
    "MeetingBefore",
    "Panel",
    "PanelVerdict",
    "Praise",
    "Publication",
    "PublicationBefore",
    "Recognition",
    "Revisit",
    "RuleLine",
    "TypedValue",
    "Visit",
    "at_or_below",
]
