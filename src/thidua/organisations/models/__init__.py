"""Units on dated trees, the acts that change them, people and their mandates."""

from thidua.organisations.models.changes import (
    Reorganisation,
    Succession,
)
from thidua.organisations.models.delegations import (
    DelegatedPower,
    Delegation,
    DelegationQuerySet,
    Power,
)
from thidua.organisations.models.factors import RecoveryCode, SecondFactor
from thidua.organisations.models.filters import SavedFilter, SavedFilterQuerySet
from thidua.organisations.models.handovers import Handover
from thidua.organisations.models.people import (
    FailedSignIns,
    Mandate,
    MandateQuerySet,
    Person,
    SignIn,
    User,
    UserManager,
)
from thidua.organisations.models.shapes import Shape
from thidua.organisations.models.sign_on import SignOn
from thidua.organisations.models.units import (
    Lineage,
    Placement,
    Tree,
    Unit,
    UnitCode,
    UnitName,
    UnitQuerySet,
)

__all__ = [
    "DelegatedPower",
    "Delegation",
    "DelegationQuerySet",
    "FailedSignIns",
    "Handover",
    "Lineage",
    "Mandate",
    "MandateQuerySet",
    "Person",
    "Placement",
    "Power",
    "RecoveryCode",
    "Reorganisation",
    "SavedFilter",
    "SavedFilterQuerySet",
    "SecondFactor",
    "Shape",
    "SignIn",
    "SignOn",
    "Succession",
    "Tree",
    "Unit",
    "UnitCode",
    "UnitName",
    "UnitQuerySet",
    "User",
    "UserManager",
]
