"""Answers what is known about an item key: one snapshot, a handful of queries by key."""

from datetime import UTC, date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from contract.zone import vietnam_day
from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.registry import mapping
from fleet.registry.models import (
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
            found = session.execute(
                select(TradeItemRow, SourceRow)
                .join(SourceRow, SourceRow.source == TradeItemRow.source)
                .where(TradeItemRow.gtin == key.gtin)
            ).one_or_none()
            return None if found is None else _gather(session, key, *found, today)

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


def _gather(
    session: Session, key: ItemKey, row: TradeItemRow, source: SourceRow, today: date
) -> Dossier:
    item = mapping.to_trade_item(row)
    stamp = _stamp(session, key)
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
        lot=_lot(session, key.gtin, number),
        stamp=stamp,
        parties=_parties(session, item, stamp, steps),
        steps=steps,
        certificates=_certificates(session, subjects),
        recalls=_recalls(session, key, lots, parties),
        promotions=_promotions(session, key.gtin, scopes, today),
    )


def _stamp(session: Session, key: ItemKey) -> Stamp | None:
    row = session.get(StampRow, (key.gtin, key.serial)) if key.serial else None
    return mapping.to_stamp(row) if row else None


def _lot(session: Session, gtin: Gtin, number: str | None) -> Lot | None:
    row = session.get(LotRow, (gtin, number)) if number else None
    return mapping.to_lot(row) if row else None


def _steps(session: Session, gtin: Gtin, scopes: tuple[str, ...]) -> tuple[Step, ...]:
    query = select(StepRow).where(StepRow.gtin == gtin, StepRow.lot.in_(scopes))
    rows = session.scalars(query.order_by(StepRow.at, StepRow.id))
    return tuple(mapping.to_step(row) for row in rows)


def _certificates(session: Session, subjects: list[Subject]) -> tuple[Certificate, ...]:
    query = select(CertificateRow).where(CertificateRow.subject.in_([one.key for one in subjects]))
    rows = session.scalars(query.order_by(CertificateRow.id))
    return tuple(mapping.to_certificate(row) for row in rows)


def _recalls(
    session: Session, key: ItemKey, lots: set[str], parties: set[PartyId]
) -> tuple[Recall, ...]:
    query = select(RecallRow).where(
        or_(RecallRow.gtin == key.gtin, RecallRow.party.in_(parties)),
        RecallRow.lifted_at.is_(None),
    )
    rows = session.scalars(query.order_by(RecallRow.since.desc(), RecallRow.recall_id))
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
    query = select(PromotionRow).where(
        PromotionRow.gtin == gtin,
        PromotionRow.lot.in_(scopes),
        PromotionRow.valid_from <= today,
        PromotionRow.valid_until >= today,
    )
    return tuple(mapping.to_promotion(row) for row in session.scalars(query))


def _parties(
    session: Session, item: TradeItem, stamp: Stamp | None, steps: tuple[Step, ...]
) -> tuple[Party, ...]:
    named = {item.producer, stamp.issuer if stamp else None, *(step.party for step in steps)}
    query = select(PartyRow).where(PartyRow.party_id.in_(named - {None}))
    rows = session.scalars(query.order_by(PartyRow.party_id))
    return tuple(mapping.to_party(row) for row in rows)


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
