"""The verbs of the room: load, found, merge, split, rename, move, close, appoint."""

from __future__ import annotations

from thidua.organisations.actions.bringing_people import (
    Done,
    Listed,
    Office,
    bring_in_people,
    take_out_people,
)
from thidua.organisations.actions.bringing_units import (
    ListedUnit,
    bring_in_units,
    take_out_units,
)
from thidua.organisations.actions.delegating import (
    Paper,
    delegate_mandate,
    revoke_delegation,
)
from thidua.organisations.actions.drawing import draw_official_units
from thidua.organisations.actions.factors import (
    add_passkey,
    add_phone,
    forget_factors,
    make_recovery_codes,
    remove_factor,
    use_code,
    use_passkey,
)
from thidua.organisations.actions.filters import forget_filter, save_filter
from thidua.organisations.actions.handing_over import (
    give_over,
    take_over,
    withdraw_handover,
    write_handover,
)
from thidua.organisations.actions.loading import Loaded, load_official_units
from thidua.organisations.actions.people import (
    end_mandate,
    enter_person,
    give_mandate,
    make_sign_in,
    make_sign_ins,
    reset_password,
)
from thidua.organisations.actions.reorganising import (
    close_unit,
    found_unit,
    merge_units,
    move_unit,
    rename_unit,
    split_unit,
)
from thidua.organisations.actions.sign_on import tie_account, untie_account
from thidua.organisations.actions.signing import (
    change_password,
    end_sessions,
    open_session,
    put_guide_away,
)

__all__ = [
    "Done",
    "Listed",
    "ListedUnit",
    "Loaded",
    "Office",
    "Paper",
    "add_passkey",
    "add_phone",
    "bring_in_people",
    "bring_in_units",
    "change_password",
    "close_unit",
    "delegate_mandate",
    "draw_official_units",
    "end_mandate",
    "end_sessions",
    "enter_person",
    "forget_factors",
    "forget_filter",
    "found_unit",
    "give_mandate",
    "give_over",
    "load_official_units",
    "make_recovery_codes",
    "make_sign_in",
    "make_sign_ins",
    "merge_units",
    "move_unit",
    "open_session",
    "put_guide_away",
    "remove_factor",
    "rename_unit",
    "reset_password",
    "revoke_delegation",
    "save_filter",
    "split_unit",
    "take_out_people",
    "take_out_units",
    "take_over",
    "tie_account",
    "untie_account",
    "use_code",
    "use_passkey",
    "withdraw_handover",
    "write_handover",
]
