"""The steps of goods in their dossier, told from events, with places and parties of the registry.

What the registry says itself stands: an event that tells of the same moment and step adds nothing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from fleet.epcis.ways import asking, happened_to_lots, names_of
from fleet.registry import mapping
from fleet.registry.models import LocationRow, PartyRow
from provenance.keys import ItemKey
from provenance.lineage import ChainLimits, Happening, in_time, trace, transfers
from provenance.records import Dossier, PartyId, Step

MOST_STEPS = 50
"""The newest of them; more is no story for a screen."""
_LIMITS = ChainLimits(nodes=1, depth=0, happenings=300)
_GLN = re.compile(r"https://id\.gs1\.org/41[47]/(\d{13})(?:/254/.+)?")
_CBV = "https://ref.gs1.org/cbv/BizStep-"
_GIVES = frozenset({"shipping", "departing", "consigning"})
_TAKES = frozenset({"receiving", "accepting", "arriving", "retail_selling"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the registry knows about who or what a name in an event stands for."""

    name: str
    party: PartyId | None


def with_steps(session: Session, key: ItemKey, dossier: Dossier) -> Dossier:
    """Add to a dossier what events tell about a lot or a unit."""
    lot = key.lot or (dossier.lot.lot if dossier.lot else None)
    names = names_of(replace(key, lot=lot))
    if not names:
        return dossier
    happened = in_time(trace(names, asking(session), _LIMITS).of_start())[-MOST_STEPS:]
    if not happened:
        return dossier
    known = places_of(session, _named(happened))
    steps = merged(dossier.steps, [_step(one, known) for one in happened])
    parties = {one.party_id for one in dossier.parties}
    missing = {step.party for step in steps if step.party and step.party not in parties}
    query = select(PartyRow).where(PartyRow.party_id.in_(missing))
    more = tuple(mapping.to_party(row) for row in session.scalars(query)) if missing else ()
    return replace(dossier, steps=tuple(steps), parties=(*dossier.parties, *more))


def lot_steps(session: Session, gtins: Sequence[str]) -> Mapping[tuple[str, str], list[Step]]:
    """Tell the steps of all lots of products from events, by GTIN and lot, for many at a time."""
    happened = happened_to_lots(session, gtins, MOST_STEPS)
    known = places_of(session, _named(one for several in happened.values() for one in several))
    return {
        lot: [_step(one, known) for one in in_time(several)] for lot, several in happened.items()
    }


def merged(own: Iterable[Step], told: Iterable[Step]) -> list[Step]:
    """Put steps that events tell among those of the registry, which stand."""
    steps = list(own)
    said = {_said(step) for step in steps}
    steps += [step for step in told if _said(step) not in said]
    return sorted(steps, key=lambda step: step.at)


def places_of(session: Session, names: Iterable[str]) -> Mapping[str, Place]:
    """Find what the registry knows about places and parties, by their names in events."""
    glns = {name: match[1] for name in names if (match := _GLN.fullmatch(name))}
    wanted = set(glns.values())
    if not wanted:
        return {}
    found: dict[str, Place] = {}
    parties = select(PartyRow.gln, PartyRow.name, PartyRow.party_id)
    for gln, name, party in session.execute(parties.where(PartyRow.gln.in_(wanted))):
        found[gln] = Place(name=name, party=PartyId(party))
    locations = select(LocationRow.gln, LocationRow.name, LocationRow.party)
    for gln, name, owner in session.execute(locations.where(LocationRow.gln.in_(wanted))):
        found[gln] = Place(name=name, party=PartyId(owner) if owner else None)
    return {name: found[gln] for name, gln in glns.items() if gln in found}


def word_of(biz_step: str | None) -> str:
    """Shorten a business step to the standard's word; one of somebody's own stays a URI."""
    return (biz_step or "").removeprefix(_CBV)


def _said(step: Step) -> tuple[object, str]:
    return step.at, step.biz_step


def _named(happened: Iterable[Happening]) -> set[str]:
    found: set[str] = set()
    for one in happened:
        found |= {party.name for party in (*one.sources, *one.destinations)}
        found |= {one.place} if one.place else set()
    return found


def _step(one: Happening, known: Mapping[str, Place]) -> Step:
    word = word_of(one.biz_step)
    place = known.get(one.place or "")
    moved = transfers([one])
    giver, taker = (moved[0].giver, moved[0].taker) if moved else (None, None)
    order = (giver, one.place, taker) if word in _GIVES else (one.place, giver, taker)
    if word in _TAKES:
        order = (taker, one.place, giver)
    places = (known.get(name or "") for name in order)
    party = next((who.party for who in places if who is not None and who.party), None)
    return Step(
        at=one.at,
        biz_step=word,
        place=place.name if place else _shown(one.place),
        party=party,
    )


def _shown(place: str | None) -> str:
    match = _GLN.fullmatch(place or "")
    return match[1] if match else place or ""
