"""The way of goods through hands, told from their steps.

One step back and one step forward is the principle of TT 02/2024/TT-BKHCN; who follows whom is
derived from the order of the events, since a step names only the party at which it happened.
"""

from dataclasses import dataclass

from provenance.records import Dossier, PartyId, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Who had the goods before a party, and who after it; None where nobody is recorded."""

    back: PartyId | None
    forward: PartyId | None


def in_order(dossier: Dossier) -> tuple[Step, ...]:
    """Give the steps by their time, steps of one moment in the order of the records."""
    return tuple(sorted(dossier.steps, key=lambda step: step.at.timestamp()))


def holders(dossier: Dossier) -> tuple[PartyId, ...]:
    """Give the parties through whose hands the goods went, a stay of several steps once."""
    found: list[PartyId] = []
    for step in in_order(dossier):
        if step.party is not None and (not found or found[-1] != step.party):
            found.append(step.party)
    return tuple(found)


def neighbours(dossier: Dossier, party: PartyId) -> Neighbours:
    """Find one step back and one step forward of a party's last stay with the goods."""
    chain = holders(dossier)
    if party not in chain:
        return Neighbours(back=None, forward=None)
    place = len(chain) - 1 - chain[::-1].index(party)
    return Neighbours(
        back=chain[place - 1] if place > 0 else None,
        forward=chain[place + 1] if place + 1 < len(chain) else None,
    )
