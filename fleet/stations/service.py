"""Stations as an operator handles them: made, claimed, listed, revoked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contract.names import StationId, parse_station_id
from fleet.accounts import audit
from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.errors import BadInput, Conflict, NotThere
from fleet.stations import rules, timeline
from fleet.stations.models import Claim, Station, StationCertificate
from fleet.stations.timeline import Event, EventKind

CLAIM_LIFE = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a station stands.

    Attributes:
        ward: ward or commune (phường, xã) as named since July 2025.
        latitude: degrees, WGS 84; `longitude` likewise. Both or none.
    """

    name: str
    market: str
    ward: str = ""
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaim:
    """A claim as only its maker ever sees it."""

    station: StationId
    secret: str
    expires_at: datetime


class Stations:
    """The stations of this fleet; may be shared by threads."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, station_id: str, place: Place, *, by: str) -> StationId:
        """Make a station.

        Raises:
            BadName: `station_id.pattern` or `station_id.reserved`.
            BadInput: `station.name`, `station.market`, `station.unprintable` or
                `station.position`.
            Conflict: `station.exists`.
        """
        station = parse_station_id(station_id)
        _check(place)
        now = self._clock.now()
        with self._database.write() as session:
            if session.get(Station, station) is not None:
                raise Conflict("station.exists", station=station)
            row = Station(
                id=station,
                name=place.name,
                market=place.market,
                ward=place.ward,
                folded=rules.fold(station, place.name, place.market, place.ward),
                created_at=now,
                address=place.address,
                latitude=place.latitude,
                longitude=place.longitude,
            )
            session.add(row)
            audit.record(session, at=now, who=by, what="station.add", subject=station)
        return station

    def claim(self, station_id: str, *, by: str) -> NewClaim:
        """Make a claim on a station; earlier ones that nobody used no longer hold.

        Raises:
            NotThere: `station.unknown`.
            Conflict: `station.revoked`.
        """
        now = self._clock.now()
        secret = rules.new_secret()
        with self._database.write() as session:
            station = get(session, station_id)
            if station.revoked_at is not None:
                raise Conflict("station.revoked", station=station.id)
            open_claims = update(Claim).where(
                Claim.station_id == station.id, Claim.used_at.is_(None), Claim.expires_at > now
            )
            session.execute(open_claims.values(expires_at=now))
            row = Claim(
                station_id=station.id,
                secret_hash=rules.secret_hash(secret),
                created_at=now,
                expires_at=now + CLAIM_LIFE,
            )
            session.add(row)
            audit.record(session, at=now, who=by, what="station.claim", subject=station.id)
            found = StationId(station.id)
        return NewClaim(station=found, secret=secret, expires_at=now + CLAIM_LIFE)

    def all(self) -> list[Station]:
        """Give all stations by id."""
        with self._database.read() as session:
            return list(session.scalars(select(Station).order_by(Station.id)))

    def revoke(self, station_id: str, *, by: str) -> None:
        """Take away every right of a station, for good; revoking twice changes nothing.

        Raises:
            NotThere: `station.unknown`.
        """
        now = self._clock.now()
        with self._database.write() as session:
            station = get(session, station_id)
            if station.revoked_at is not None:
                return
            station.revoked_at = now
            revoke_certificates(session, station.id, now)
            audit.record(session, at=now, who=by, what="station.revoke", subject=station.id)
            gone = Event(station_id=station.id, at=now, kind=EventKind.REVOKED, by=by)
            timeline.note(session, [gone])

    def revoked_serials(self) -> list[tuple[str, datetime]]:
        """Give serial numbers that are void before their time, with the moment, oldest first."""
        columns = StationCertificate.serial, StationCertificate.revoked_at
        query = select(*columns).where(
            StationCertificate.revoked_at.is_not(None),
            StationCertificate.not_after > self._clock.now(),
        )
        with self._database.read() as session:
            rows = session.execute(query.order_by(StationCertificate.revoked_at)).all()
        return [(serial, at) for serial, at in rows if at is not None]


def get(session: Session, station_id: str) -> Station:
    """Find a station.

    Raises:
        NotThere: `station.unknown`.
    """
    station = session.get(Station, station_id)
    if station is None:
        raise NotThere("station.unknown", station=station_id[:60])
    return station


def revoke_certificates(session: Session, station_id: str, now: datetime) -> None:
    """Make every certificate of a station void from now on."""
    valid = update(StationCertificate).where(
        StationCertificate.station_id == station_id, StationCertificate.revoked_at.is_(None)
    )
    session.execute(valid.values(revoked_at=now))


def _check(place: Place) -> None:
    for field, text, longest in (("name", place.name, 200), ("market", place.market, 200)):
        if not text.strip() or len(text) > longest:
            raise BadInput(f"station.{field}", text=text[:60], longest=longest)
    written = {"name": place.name, "market": place.market, "ward": place.ward}
    for field, text in (written | {"address": place.address or ""}).items():
        # Line breaks would make two lines of a list, U+202E would turn the rest of a line around.
        if not text.isprintable():
            raise BadInput("station.unprintable", field=field, text=text[:60])
    if (place.latitude is None) != (place.longitude is None):
        raise BadInput("station.position", detail="latitude and longitude go together")
    if abs(place.latitude or 0) > 90 or abs(place.longitude or 0) > 180:
        raise BadInput("station.position", detail="outside of the globe")
