"""How far a node has come: the mean of what hangs on it, and who is behind in it."""

from __future__ import annotations

from decimal import Decimal

from thidua.campaigns.shares import Share, mean

D = Decimal


def test_one_that_is_behind_is_not_hidden_by_the_mean_of_the_others() -> None:
    ahead, behind = Share(D(100), D(50), 0, 1), Share(D(40), D(60), 1, 1)

    both = mean([ahead, behind])

    assert (both.value, both.pace) == (D(70), D(55))
    assert both.tone == "slow"
    assert both.words == "1 trên 2 chỉ tiêu chậm nhịp"
    assert mean([both, ahead]).words == "1 trên 3 chỉ tiêu chậm nhịp"


def test_where_none_is_behind_nothing_is_said() -> None:
    done = mean([Share(D(100), D(50), 0, 1), Share(D(60), D(60), 0, 1)])

    assert (done.tone, done.words) == (None, "")
