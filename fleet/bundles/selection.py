"""Which products a station's bundle should hold, the most useful first.

First what is recorded for its market: stamps that may be sold there, and steps that happened there.
Then what was scanned most in its ward lately, then what was recorded last.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fleet.registry.models import StepRow, TradeItemRow
from fleet.scans.models import Scan
from fleet.stamps.models import StampBatch
from fleet.stations.models import Station
from fleet.stations.rules import fold, ward_key

LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """What all stations together say about products; read once for all of them.

    Attributes:
        places: folded names of places, each with the products that are recorded for it.
        areas: folded markets and keys of wards likewise.
        scans: of each ward's key, how often each product was scanned lately.
        newest: all products, the one that was recorded last first.
    """

    places: dict[str, set[str]]
    areas: dict[str, set[str]]
    scans: dict[str, Counter[str]]
    newest: tuple[str, ...]

    def here(self, market: str, ward: str) -> set[str]:
        """Give the products that are recorded for a station's market, or its ward."""
        near = fold(market)
        here = set(self.areas.get(near, ())) | self.areas.get(ward, set())
        for place, goods in self.places.items():
            # People write "Sạp 12, chợ Mơ": the market's name stands somewhere in the place's.
            if near and near in place:
                here |= goods
        return here

    def order(self, market: str, ward: str) -> list[str]:
        """Give the products for a station, the most useful first."""
        here = self.here(market, ward)
        counts = self.scans.get(ward, Counter())
        recency = {gtin: rank for rank, gtin in enumerate(self.newest)}
        return sorted(
            self.newest, key=lambda gtin: (gtin not in here, -counts[gtin], recency[gtin])
        )


def interest(session: Session, today: date) -> Interest:
    """Read what is recorded where, what was scanned where, and what is new."""
    places: dict[str, set[str]] = {}
    for gtin, place in session.execute(select(StepRow.gtin, StepRow.place).distinct()):
        places.setdefault(fold(place), set()).add(gtin)
    areas: dict[str, set[str]] = {}
    for gtin, names in session.execute(select(StampBatch.gtin, StampBatch.area)):
        for name in _keys(names):
            areas.setdefault(name, set()).add(gtin)
    scans: dict[str, Counter[str]] = {}
    counted = (
        select(Station.ward_key, Scan.gtin, func.count())
        .join(Station, Station.id == Scan.station_id)
        .where(Scan.day > today - LATELY, Scan.gtin.is_not(None))
        .group_by(Station.ward_key, Scan.gtin)
    )
    for ward, scanned, count in session.execute(counted):
        scans.setdefault(ward, Counter())[str(scanned)] = count
    by_age = select(TradeItemRow.gtin).order_by(
        TradeItemRow.fetched_at.desc().nulls_last(), TradeItemRow.gtin
    )
    return Interest(places=places, areas=areas, scans=scans, newest=tuple(session.scalars(by_age)))


def _keys(names: Iterable[str]) -> set[str]:
    return {key for name in names for key in (fold(name), ward_key(name))}
