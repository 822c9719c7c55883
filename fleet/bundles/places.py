"""Establishments as lines of a bundle: who stands behind each code of a shop, stall, co-operative.

What a station finds under a code is what the gateway would answer (`fleet.registry.lookup`). First
come those of the station's market, then those of its ward, then what was recorded last.
"""

from collections import defaultdict
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from contract import bundle
from contract.bundle import Family, record_key
from fleet.bundles.gather import Line
from fleet.db.engine import Database
from fleet.registry import mapping
from fleet.registry.lookup import MOST_PLACES, UNKNOWN_TIME
from fleet.registry.models import CertificateRow, LocationRow, PartyRow, SourceRow
from fleet.registry.subjects import Subject
from fleet.stations.rules import fold
from provenance.keys import EstablishmentKey
from provenance.records import Certificate, Establishment, LocationId, PartyId

AT_ONCE = 100
"""Parties that are read together."""
LONGEST_CODE = 200
"""What a station asks for (`contract.gateway.EstablishmentRequest`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Who has which codes; read once for all markets.

    Attributes:
        codes: of each party, its codes with the id of the place that each names, or nothing.
        near: of each party, its address and its places, folded.
        newest: all parties that have codes, the one that was recorded last first.
    """

    codes: Mapping[str, Sequence[tuple[str, str]]]
    near: Mapping[str, str]
    newest: Sequence[str]

    def order(self, market: str, ward: str) -> list[str]:
        """Give the parties for a station, the most useful first.

        Args:
            ward: its key, see `fleet.stations.rules`.
        """
        name = fold(market)
        return sorted(
            self.newest,
            key=lambda party: (
                not (name and name in self.near[party]),
                not (ward and ward in self.near[party]),
            ),
        )


def directory(session: Session) -> Directory:
    """Read who has which codes."""
    near: defaultdict[str, list[str]] = defaultdict(list)
    # Of several with one code the first by its id has it; a party's own goes before a place's.
    places: dict[str, tuple[str | None, str]] = {}
    of_places = (LocationRow.location_id, LocationRow.gln, LocationRow.party)
    for place, gln, party, name, address in session.execute(
        select(*of_places, LocationRow.name, LocationRow.address).order_by(LocationRow.location_id)
    ):
        if party is not None:
            near[party].append(f"{name}\n{address}")
        for code in (gln, place):
            places.setdefault(code, (party, place))
    owners = {code: party for code, (party, _) in places.items() if party is not None}
    newest = PartyRow.fetched_at.desc().nulls_last()
    of_parties = (PartyRow.party_id, PartyRow.gln, PartyRow.establishment_code, PartyRow.address)
    rows = session.execute(select(*of_parties).order_by(newest, PartyRow.party_id)).all()
    for party, gln, given, address in sorted(rows, key=itemgetter(0), reverse=True):
        near[party].append(address)
        owners |= dict.fromkeys((gln, given, party), party)
    codes: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for code, party in owners.items():
        if code and len(code) <= LONGEST_CODE and code.isprintable():
            of, place = places.get(code, (None, ""))
            codes[party].append((code, place if of == party else ""))
    return Directory(
        codes=codes,
        near={party: fold("\n".join(texts)) for party, texts in near.items()},
        newest=[party for party, *_ in rows if party in codes],
    )


def lines(database: Database, found: Directory, parties: Sequence[str]) -> Generator[list[Line]]:
    """Give the establishments of each party; no transaction is open between."""
    for start in range(0, len(parties), AT_ONCE):
        some = parties[start : start + AT_ONCE]
        with database.read() as session:
            read = _read(session, some)
        for party in some:
            if party in read.parties:
                yield [_line(code, read.about(party, place)) for code, place in found.codes[party]]


def _line(code: str, place: Establishment) -> Line:
    key = record_key(EstablishmentKey(code=code), Family.ESTABLISHMENTS)
    body = bundle.ESTABLISHMENT.dump_json(place, exclude_defaults=True)
    return Line(Family.ESTABLISHMENTS, key, body)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What the registry holds about some parties."""

    parties: Mapping[str, tuple[PartyRow, SourceRow | None]]
    places: Mapping[str, Sequence[LocationRow]]
    papers: Mapping[str, Sequence[tuple[int, Certificate]]]

    def about(self, party: str, named: str) -> Establishment:
        """Gather what is known of a party, the place that its code names first."""
        row, source = self.parties[party]
        ordered = sorted(self.places.get(party, ()), key=lambda one: one.location_id != named)
        shown = ordered[:MOST_PLACES]
        subjects = [Subject(party=PartyId(party)).key]
        subjects += (Subject(location=LocationId(one.location_id)).key for one in shown)
        papers = sorted(
            (paper for subject in subjects for paper in self.papers.get(subject, ())),
            key=lambda one: one[0],
        )
        said = source.source_time if source else row.fetched_at
        return Establishment(
            party=mapping.to_party(row),
            source=source.source if source else "",
            source_time=said or UNKNOWN_TIME,
            locations=tuple(map(mapping.to_location, shown)),
            certificates=tuple(paper for _, paper in papers),
        )


def _read(session: Session, parties: Sequence[str]) -> _Page:
    rows = session.execute(
        select(PartyRow, SourceRow)
        .outerjoin(SourceRow, SourceRow.source == PartyRow.source)
        .where(PartyRow.party_id.in_(parties))
    )
    found = {row.party_id: (row, source) for row, source in rows}
    places: defaultdict[str, list[LocationRow]] = defaultdict(list)
    for place in session.scalars(
        select(LocationRow).where(LocationRow.party.in_(parties)).order_by(LocationRow.location_id)
    ):
        places[place.party or ""].append(place)
    subjects = [Subject(party=PartyId(party)).key for party in parties]
    subjects += (
        Subject(location=LocationId(place.location_id)).key
        for several in places.values()
        for place in several
    )
    papers: defaultdict[str, list[tuple[int, Certificate]]] = defaultdict(list)
    for start in range(0, len(subjects), 500):
        query = select(CertificateRow).where(CertificateRow.subject.in_(subjects[start:][:500]))
        for paper in session.scalars(query):
            papers[paper.subject].append((paper.id, mapping.to_certificate(paper)))
    return _Page(parties=found, places=places, papers=papers)
