"""Answers what is known about an item key: one snapshot, a handful of queries by key."""

from datetime import UTC, date, datetime

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from contract.zone import vietnam_day
from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.registry import mapping
from fleet.registry.models import (
    NUMBER,
    CertificateRow,
    LocationRow,
    LotRow,
    PartyRow,
    PromotionRow,
    RecallRow,
    SourceRow,
    StampRow,
    StepRow,
    TradeItemRow,
)
from fleet.registry.subjects import Subject
from provenance.keys import Gtin, ItemKey
from provenance.recalls import Hit, hit
from provenance.records import (
    Certificate,
    Dossier,
    Establishment,
    LocationId,
    Lot,
    Party,
    PartyId,
    Promotion,
    Recall,
    Stamp,
    Step,
    TradeItem,
)

MOST_RECALLS = 50
"""Of one dossier; those that name these very goods go before those that may."""
MOST_PLACES = 20
UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""Of a party that an older release stored without saying when."""


class Lookup:
    """Reads dossiers; may be shared by threads and processes."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def dossier(self, key: ItemKey) -> Dossier | None:
        """Gather all that is known about a product, one lot or one unit.

        The lot is the one that the code names, else the one of its stamp. Recalls of either are
        given: an order counts, whichever of the two is the goods' true lot.

        Returns:
            None where the product itself isn't known.
        """
        today = vietnam_day(self._clock.now())
        with self._database.read() as session:
            return dossier_of(session, key, today)

    def establishment(self, code: str) -> Establishment | None:
        """Find who stands behind a code: a GLN, an establishment's code, or the id of a party.

        A place is found by its own GLN or code too; it counts as its party's.

        Returns:
            None where nobody has the code, or only a place that names no party.
        """
        with self._database.read() as session:
            place = _place(session, code)
            party = _party(session, code)
            if party is None and place is not None and place.party is not None:
                party = session.get(PartyRow, place.party)
            return None if party is None else _establishment(session, party, place)

    def sources(self) -> tuple[str, ...]:
        """Name the systems that a look-up asks."""
        with self._database.read() as session:
            return tuple(session.scalars(select(SourceRow.source).order_by(SourceRow.source)))


def dossier_of(session: Session, key: ItemKey, today: date) -> Dossier | None:
    """Gather all that is known about a product, one lot or one unit; see `Lookup.dossier`."""
    named = {"gtin": key.gtin, "lot": key.lot, "serial": key.serial}
    found = session.execute(_GOODS, named).one_or_none()
    if found is None:
        return None
    item, source, stamp, lot = found
    trade_item = mapping.to_trade_item(item)
    return _gather(session, key, trade_item, source, _stamp(stamp), _lot(lot), today)


def _stamp(row: StampRow | None) -> Stamp | None:
    return None if row is None else mapping.to_stamp(row)


def _lot(row: LotRow | None) -> Lot | None:
    return None if row is None else mapping.to_lot(row)


def _gather(
    session: Session,
    key: ItemKey,
    item: TradeItem,
    source: SourceRow,
    stamp: Stamp | None,
    lot: Lot | None,
    today: date,
) -> Dossier:
    of_stamp = stamp.lot if stamp else None
    number = key.lot or of_stamp
    scopes = ("", number) if number else ("",)
    steps = _steps(session, key.gtin, scopes)
    subjects = [Subject(gtin=key.gtin, lot=one or None) for one in scopes]
    if item.producer:
        subjects.append(Subject(party=item.producer))
    lots = {one for one in (key.lot, of_stamp) if one}
    parties = {one for one in (item.producer, stamp.issuer if stamp else None) if one}
    return Dossier(
        item=item,
        source=source.source,
        source_time=source.source_time,
        lot=lot,
        stamp=stamp,
        parties=_parties(session, parties | {step.party for step in steps if step.party}),
        steps=steps,
        certificates=_certificates(session, subjects),
        recalls=_recalls(session, key, lots, parties),
        promotions=_promotions(session, key.gtin, scopes, today),
    )


def _steps(session: Session, gtin: Gtin, scopes: tuple[str, ...]) -> tuple[Step, ...]:
    rows = session.scalars(_STEPS, {"gtin": gtin, "lots": scopes})
    return tuple(mapping.to_step(row) for row in rows)


def _certificates(session: Session, subjects: list[Subject]) -> tuple[Certificate, ...]:
    rows = session.scalars(_CERTIFICATES, {"subjects": [one.key for one in subjects]})
    return tuple(mapping.to_certificate(row) for row in rows)


def _recalls(
    session: Session, key: ItemKey, lots: set[str], parties: set[PartyId]
) -> tuple[Recall, ...]:
    rows = session.scalars(_RECALLS, {"gtin": key.gtin, "parties": list(parties)})
    concerned = [
        (found is Hit.PERHAPS, recall)
        for recall in map(mapping.to_recall, rows)
        if (found := hit(recall, key, lots, parties)) is not None
    ]
    concerned.sort(key=lambda one: one[0])
    return tuple(recall for _, recall in concerned[:MOST_RECALLS])


def _promotions(
    session: Session, gtin: Gtin, scopes: tuple[str, ...], today: date
) -> tuple[Promotion, ...]:
    rows = session.scalars(_PROMOTIONS, {"gtin": gtin, "lots": scopes, "today": today})
    return tuple(mapping.to_promotion(row) for row in rows)


def _parties(session: Session, named: set[PartyId]) -> tuple[Party, ...]:
    rows = session.scalars(_PARTIES, {"parties": list(named)}) if named else ()
    return tuple(mapping.to_party(row) for row in rows)


# Put together once: building a statement costs as much as running it.
_GOODS = (
    select(TradeItemRow, SourceRow, StampRow, LotRow)
    .join(SourceRow, SourceRow.source == TradeItemRow.source)
    .outerjoin(
        StampRow,
        and_(
            StampRow.gtin == TradeItemRow.gtin,
            StampRow.serial == bindparam("serial", type_=NUMBER),
        ),
    )
    .outerjoin(
        LotRow,
        and_(
            LotRow.gtin == TradeItemRow.gtin,
            LotRow.lot == func.coalesce(bindparam("lot", type_=NUMBER), StampRow.lot),
        ),
    )
    .where(TradeItemRow.gtin == bindparam("gtin"))
)
_STEPS = (
    select(StepRow)
    .where(StepRow.gtin == bindparam("gtin"), StepRow.lot.in_(bindparam("lots", expanding=True)))
    .order_by(StepRow.at, StepRow.id)
)
_CERTIFICATES = (
    select(CertificateRow)
    .where(CertificateRow.subject.in_(bindparam("subjects", expanding=True)))
    .order_by(CertificateRow.id)
)
_RECALLS = (
    select(RecallRow)
    .where(
        or_(
            RecallRow.gtin == bindparam("gtin"),
            RecallRow.party.in_(bindparam("parties", expanding=True)),
        ),
        RecallRow.lifted_at.is_(None),
    )
    .order_by(RecallRow.since.desc(), RecallRow.recall_id)
)
_PROMOTIONS = select(PromotionRow).where(
    PromotionRow.gtin == bindparam("gtin"),
    PromotionRow.lot.in_(bindparam("lots", expanding=True)),
    PromotionRow.valid_from <= bindparam("today"),
    PromotionRow.valid_until >= bindparam("today"),
)
_PARTIES = (
    select(PartyRow)
    .where(PartyRow.party_id.in_(bindparam("parties", expanding=True)))
    .order_by(PartyRow.party_id)
)


def _party(session: Session, code: str) -> PartyRow | None:
    columns = (PartyRow.gln, PartyRow.establishment_code, PartyRow.party_id)
    # Two parties with one code can't be told apart; the first by its id stands for both.
    query = select(PartyRow).where(or_(*(column == code for column in columns)))
    return session.scalars(query.order_by(PartyRow.party_id).limit(1)).first() if code else None


def _place(session: Session, code: str) -> LocationRow | None:
    query = select(LocationRow).where(or_(LocationRow.gln == code, LocationRow.location_id == code))
    first = query.order_by(LocationRow.location_id).limit(1)
    return session.scalars(first).first() if code else None


def _establishment(session: Session, party: PartyRow, place: LocationRow | None) -> Establishment:
    query = select(LocationRow).where(LocationRow.party == party.party_id)
    named = place.location_id if place is not None and place.party == party.party_id else ""
    rows = session.scalars(
        query.order_by(LocationRow.location_id != named, LocationRow.location_id).limit(MOST_PLACES)
    ).all()
    subjects = [Subject(party=PartyId(party.party_id))]
    subjects += (Subject(location=LocationId(row.location_id)) for row in rows)
    source = session.get(SourceRow, party.source or "")
    said = source.source_time if source else party.fetched_at
    return Establishment(
        party=mapping.to_party(party),
        source=source.source if source else "",
        source_time=said or UNKNOWN_TIME,
        locations=tuple(map(mapping.to_location, rows)),
        certificates=_certificates(session, subjects),
    )
