"""Who beside the unit in charge may record a session with an exemplar.

Rooms above this one hold sessions too; they offer a verdict, in `apps.ready`.
"""

from __future__ import annotations

from collections.abc import Callable

from thidua.exemplars.models import Exemplar
from thidua.kernel.policy import Verdict
from thidua.organisations.actor import Actor

Host = Callable[[Actor, Exemplar], Verdict]
_hosts: list[Host] = []


def offer(host: Host) -> Host:
    """Let those of whom it says yes record sessions too."""
    if host not in _hosts:
        _hosts.append(host)
    return host


def or_a_host(actor: Actor, exemplar: Exemplar, keeps: Verdict) -> Verdict:
    """The unit in charge, or else whoever a room above vouches for."""
    for host in _hosts:
        if keeps:
            return keeps
        keeps = keeps | host(actor, exemplar)
    return keeps
