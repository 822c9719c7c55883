"""Makes the bundles of stations, and sends them.

Recalls, keys and rules for codes are the same for all stations; when they change, every station
gets a new number with the chunks that it had. Chunks are packed from time to time, once for all
stations of a market.
Everything is found in the database and on the disk: whoever is elected goes on.
"""

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from contract.bundle import BundleIndex, BundleState, Family
from contract.desired import Artifact
from contract.messages import Bundle
from contract.model import WireModel
from contract.names import StationId
from contract.signing import BUNDLE_DOMAIN
from contract.zone import vietnam_day
from fleet.bundles import answers, places, reading
from fleet.bundles.answers import Answer
from fleet.bundles.models import StationBundle, columns_of
from fleet.bundles.notices import (
    Digests,
    digests_of,
    last_changes,
    news_digest,
    said,
    written,
)
from fleet.bundles.packing import Packer
from fleet.bundles.places import Directory
from fleet.bundles.selection import Interest, interest
from fleet.bundles.sending import PAUSE_S, PORTION, Notices, behind, held, portions
from fleet.content.assets import Assets
from fleet.db.engine import Database
from fleet.downlink import service as downlink
from fleet.pki.publisher import Publisher
from fleet.stations.models import Station
from provenance.signatures.keylist import KeyListDocument

PLACES_SHARE = 0.05
"""Of a bundle, for establishments."""
ANSWERS_SHARE = 0.1
"""Of a bundle, for what other systems said."""
GOODS_SHARE = 0.6
"""Of a bundle, for products and lots with all that was added before; the rest is for stamps, of
which there may be any number."""
STAMPS_SHARE = 0.25
"""Of a bundle, for the stamps of one product."""
MOST_PASSED_OVER = 50
"""After so many products without room the rest isn't tried."""
KEPT = timedelta(days=3)
"""So long chunks stay that no bundle names: a station, or `StampNews`, may come back to them."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """The chunks for the stations of one market."""

    index: Artifact
    goods: int
    lots: int
    stamps: int
    establishments: int
    answers: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of all that may be packed; read once for all markets."""

    goods: Interest
    shops: Directory
    answers: Sequence[Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Market:
    """Stations that get the same chunks."""

    name: str
    ward: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What bundles are made with: where chunks go, who signs, and how large they may be.

    Attributes:
        wait: blocks for so many seconds.
    """

    assets: Assets
    publisher: Publisher
    limit_bytes: int
    wait: Callable[[float], object] = time.sleep

    def tell_notices(
        self, database: Database, now: datetime, news: tuple[Artifact, ...] = ()
    ) -> tuple[int, Digests]:
        """Send what all stations are to know to every one that has something else.

        Args:
            news: the chunks of `StampNews`.

        Returns:
            How many there were, and what all have now.
        """
        with database.read() as session:
            digests = digests_of(said(session), news)
            if not behind(session, digests, most=1):
                # Mostly so, and then the ingest isn't held up by the look.
                return 0, digests
            named = self._named(session, news)
        told, last = 0, ""
        while True:
            with database.write() as session:
                named = self._still(session, named)
                stations = behind(session, named.digests, after=last, most=PORTION)
                rows = held(session, stations)
                for station in stations:
                    row = rows.get(station)
                    if row is None:
                        index = self._keep(BundleIndex(made_at=now))
                    else:
                        index = Artifact(sha256=row.index_sha256, size=row.index_size)
                    self._send(session, station, row, index, named, now)
            told += len(stations)
            if len(stations) < PORTION:
                return told, named.digests
            last = stations[-1]
            self.wait(PAUSE_S)

    def pack(
        self,
        database: Database,
        now: datetime,
        *,
        older_than: datetime,
        stopped: Callable[[], bool] = lambda: False,
    ) -> int:
        """Pack the chunks of markets anew, and send them; blocks for minutes.

        Args:
            older_than: leave markets alone all of whose stations got chunks later.
            stopped: asked often; what isn't sent by then is given up.

        Returns:
            How many stations got other chunks.
        """
        due = _due(database, older_than)
        if not due:
            return 0
        with database.read() as session:
            goods, shops = interest(session, vietnam_day(now)), places.directory(session)
        said = answers.answers(database, now, stopped)
        known = _Known(goods=goods, shops=shops, answers=said)
        sent = 0
        for market, stations in due.items():
            packed = self._pack(database, known, market, now, stopped)
            if packed is None:
                return sent
            sent += self._send_packed(database, stations, packed, now, stopped)
        self._forget(database, now)
        return sent

    def _pack(
        self,
        database: Database,
        known: _Known,
        market: _Market,
        now: datetime,
        stopped: Callable[[], bool],
    ) -> Packed | None:
        packer = Packer(limit_bytes=self.limit_bytes)
        gtins = known.goods.order(market.name, market.ward)
        with closing(packer):
            _add_places(packer, database, known.shops, market, stopped)
            _add_answers(packer, known, market)
            packed = _add_goods(packer, database, gtins, now, stopped)
            _add_stamps(packer, database, packed, stopped)
            return None if stopped() else self._packed(packer, now)

    def _packed(self, packer: Packer, now: datetime) -> Packed:
        index = packer.index(self.assets.add, now)
        return Packed(
            index=self._keep(index),
            goods=packer.counts[Family.PRODUCTS],
            lots=packer.counts[Family.LOTS],
            stamps=packer.counts[Family.STAMPS],
            establishments=packer.counts[Family.ESTABLISHMENTS],
            answers=packer.counts[Family.ANSWERS],
            size=sum(artifact.size for artifact in index.artifacts),
        )

    def _send_packed(
        self,
        database: Database,
        stations: Sequence[str],
        packed: Packed,
        now: datetime,
        stopped: Callable[[], bool],
    ) -> int:
        sent = 0
        with database.read() as session:
            named = self._named(session)
        for portion in portions(stations):
            with database.write() as session:
                named = self._still(session, named)
                rows = held(session, portion)
                for station in portion:
                    row = self._send(session, station, rows.get(station), packed.index, named, now)
                    row.packed_at = now
                    row.goods, row.lots, row.stamps = packed.goods, packed.lots, packed.stamps
                    row.establishments, row.answers = packed.establishments, packed.answers
                    row.size = packed.size
            sent += len(portion)
            if stopped():
                break
            self.wait(PAUSE_S)
        return sent

    def _send(
        self,
        session: Session,
        station: str,
        row: StationBundle | None,
        index: Artifact,
        named: Notices,
        now: datetime,
    ) -> StationBundle:
        news = named.news
        if news is None:
            news = tuple(Artifact(**one) for one in row.news) if row else ()
        state = BundleState(
            station=station,
            number=row.number + 1 if row else 1,
            issued_at=now,
            index=index,
            recalls=named.recalls,
            keys=named.keys,
            rules=named.rules,
            news=news,
        )
        values = columns_of(state) | {"news_sha256": news_digest(news)}
        if row is None:
            row = StationBundle(station_id=station, **values)
            session.add(row)
        else:
            for name, value in values.items():
                setattr(row, name, value)
        body = state.model_dump_json()
        signed = self.publisher.sign(BUNDLE_DOMAIN, body)
        message = Bundle(body=body, key_id=signed.key_id, signature=signed.signature)
        downlink.post_bundle(session, StationId(station), message, now)
        return row

    def _named(self, session: Session, news: tuple[Artifact, ...] | None = None) -> Notices:
        as_of, words = last_changes(session), said(session)
        return Notices(
            as_of=as_of,
            digests=digests_of(words, news or ()),
            recalls=self._keep(words.recalls),
            keys=self._keep(words.keys),
            rules=self._keep(words.rules),
            news=news,
        )

    def _still(self, session: Session, named: Notices) -> Notices:
        """Read anew what changed meanwhile: under a higher number no older list may go."""
        same = last_changes(session) == named.as_of
        return named if same else self._named(session, named.news)

    def _keep(self, document: WireModel | KeyListDocument) -> Artifact:
        return self.assets.add(written(document))

    def _forget(self, database: Database, now: datetime) -> None:
        """Remove what no bundle names any more, a while after it was made."""
        with database.read() as session:
            rows = session.scalars(select(StationBundle)).all()
        named = {
            sha256
            for row in rows
            for sha256 in (
                row.index_sha256,
                row.recalls_sha256,
                row.keys_sha256,
                row.rules_sha256,
                *(one["sha256"] for one in row.news),
            )
        }
        for sha256 in {row.index_sha256 for row in rows}:
            index = BundleIndex.model_validate_json(self.assets.find(sha256).read_bytes())
            named |= {artifact.sha256 for artifact in index.artifacts}
        removed = self.assets.forget(named, older_than=now - KEPT)
        if removed:
            _log.info("%d chunks that no bundle names are removed", removed)


def _due(database: Database, older_than: datetime) -> dict[_Market, list[str]]:
    query = (
        select(Station.market, Station.ward_key, Station.id, StationBundle.packed_at)
        .outerjoin(StationBundle, StationBundle.station_id == Station.id)
        .where(Station.revoked_at.is_(None))
        .order_by(Station.market, Station.ward_key, Station.id)
    )
    stations: dict[_Market, list[str]] = {}
    due: set[_Market] = set()
    with database.read() as session:
        for name, ward, station, packed_at in session.execute(query):
            market = _Market(name=name, ward=ward)
            stations.setdefault(market, []).append(station)
            if packed_at is None or packed_at < older_than:
                due.add(market)
    return {market: of for market, of in stations.items() if market in due}


def _add_places(
    packer: Packer,
    database: Database,
    found: Directory,
    market: _Market,
    stopped: Callable[[], bool],
) -> None:
    """Add establishments as long as there is room."""
    passed_over = 0
    ordered = found.order(market.name, market.ward)
    with closing(places.lines(database, found, ordered)) as several:
        for lines in several:
            passed_over += not packer.add(lines, PLACES_SHARE)
            if stopped() or passed_over > MOST_PASSED_OVER:
                return


def _add_answers(packer: Packer, known: _Known, market: _Market) -> None:
    """Add what other systems said as long as there is room."""
    most, passed_over = packer.full + ANSWERS_SHARE, 0
    for one in answers.order(known.answers, known.goods, market.name, market.ward):
        passed_over += not packer.add([one.line], most)
        if passed_over > MOST_PASSED_OVER:
            return


def _add_goods(
    packer: Packer,
    database: Database,
    gtins: Sequence[str],
    now: datetime,
    stopped: Callable[[], bool],
) -> list[str]:
    """Add products with their lots as long as there is room; give those that are in."""
    packed: list[str] = []
    passed_over = 0
    for page in reading.goods(database, gtins, vietnam_day(now)):
        for gtin, lines in page.items():
            # One with more lots than there is room for is known at least as a product.
            alone = [line for line in lines if line.family is Family.PRODUCTS]
            if packer.add(lines, GOODS_SHARE) or packer.add(alone, GOODS_SHARE):
                packed.append(gtin)
            else:
                passed_over += 1
        if stopped() or passed_over > MOST_PASSED_OVER:
            break
    return packed


def _add_stamps(
    packer: Packer, database: Database, gtins: Sequence[str], stopped: Callable[[], bool]
) -> None:
    """Add stamps of products that are in as long as there is room."""
    for gtin in gtins:
        most = min(1.0, packer.full + STAMPS_SHARE)
        with closing(reading.stamps(database, gtin, stopped)) as stamps:
            for some in stamps:
                if stopped() or not packer.add(some, most):
                    break
        if stopped() or packer.full > 1 - STAMPS_SHARE / 100:
            return
