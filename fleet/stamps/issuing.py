"""Issues stamps: a batch of serials of one product, all of them or none.

What is checked and written down here is stored in steps by `fleet.stamps.steps`.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fleet.errors import BadInput, Conflict, NotThere
from fleet.registry.models import LotRow, PartyRow, StampRow, TradeItemRow
from fleet.stamps.models import BatchState, IssuedStamp, StampBatch
from fleet.stamps.selection import chunks, named
from fleet.stamps.steps import packed, unpacked
from fleet.stations.models import Station
from fleet.stations.rules import fold, ward_key
from fleet.stations.wards import read_wards
from provenance.keys import Gtin
from provenance.stamps import serials

MOST = serials.MAX_RANGE
LONGEST_REQUEST = 100
MOST_AREAS = 200
PRINTABLE_YEARS = range(2000, 2076)
"""Codes hold two digits of a year (GS1 General Specifications 7.12)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Stamps that somebody wants.

    Attributes:
        count: how many serials to make up; None where `serials` are given.
        numbered: whether `serials` came from a range, which is told with the batch.
        expires: date that the code itself is to carry.
        area: names of markets and wards where the goods may be sold.
        request: the same one again issues nothing more.
    """

    gtin: Gtin
    issuer: str
    lot: str | None = None
    count: int | None = None
    serials: tuple[str, ...] = ()
    numbered: bool = False
    two_layer: bool = False
    expires: date | None = None
    area: tuple[str, ...] = ()
    request: str | None = None

    @property
    def made(self) -> str:
        """Where the serials come from."""
        if self.count is not None:
            return "random"
        return "range" if self.numbered else "list"

    @property
    def size(self) -> int:
        """How many stamps are wanted."""
        return self.count if self.count is not None else len(self.serials)


def make_up(count: int) -> list[str]:
    """Make serials that nobody can guess, each once.

    To be called before the transaction that issues them: 100,000 take a second.

    Raises:
        BadInput: `stamps.count`.
    """
    if not 0 <= count <= MOST:
        raise BadInput("stamps.count", count=count, most=MOST)
    made: dict[str, None] = {}
    while (missing := count - len(made)) > 0:
        random = (secrets.token_bytes(serials.SERIAL_BYTES) for _ in range(missing))
        made |= dict.fromkeys(map(serials.serial_from, random))
    return list(made)


def begin(
    session: Session, order: Order, fresh: Sequence[str], *, at: datetime, by: str
) -> tuple[StampBatch, bool]:
    """Begin a batch inside a writing transaction; its stamps are stored by `steps.finish`.

    Args:
        fresh: as many serials from `make_up` as `order.count` asks for.

    Returns:
        The batch, and whether it is new; not so where the request was answered before.

    Raises:
        BadInput: `stamps.count`, `stamps.repeated`, `stamps.area_unknown`, `stamps.expires`,
            `stamps.request`.
        BadKey: `serial.invalid`.
        NotThere: `stamps.gtin_unknown`, `stamps.party_unknown`, `stamps.lot_unknown`.
        Conflict: `stamps.taken` with the serials, `stamps.request_differs`.
    """
    _check(session, order)
    before = _answered(session, order)
    if before is not None:
        return before, False
    # Whoever issues stamps of the same product waits here, so that serials can be looked up.
    item = select(TradeItemRow.gtin).where(TradeItemRow.gtin == order.gtin).with_for_update()
    session.execute(item)
    # Of made-up serials each step sees whether one is taken, in the unlikely case.
    chosen = _given(session, order) if order.count is None else fresh
    batch = _batch(order, at=at, by=by)
    batch.state, batch.wanted = BatchState.ISSUING.value, packed(chosen)
    session.add(batch)
    try:
        session.flush()
    except IntegrityError as error:
        raise Conflict("stamps.meanwhile", gtin=order.gtin) from error
    return batch, True


def _batch(order: Order, *, at: datetime, by: str) -> StampBatch:
    return StampBatch(
        request=order.request,
        gtin=order.gtin,
        lot=order.lot,
        issuer=order.issuer,
        made=order.made,
        count=order.size,
        two_layer=order.two_layer,
        expires=order.expires,
        area=list(order.area),
        created_at=at,
        created_by=by,
    )


def _check(session: Session, order: Order) -> None:
    if not 1 <= order.size <= MOST or (order.count is not None and order.serials):
        raise BadInput("stamps.count", count=order.size, most=MOST)
    if order.expires is not None and order.expires.year not in PRINTABLE_YEARS:
        raise BadInput("stamps.expires", date=order.expires.isoformat())
    if order.request is not None and not 1 <= len(order.request) <= LONGEST_REQUEST:
        raise BadInput("stamps.request", longest=LONGEST_REQUEST)
    if session.get(TradeItemRow, order.gtin) is None:
        raise NotThere("stamps.gtin_unknown", gtin=order.gtin)
    if session.get(PartyRow, order.issuer) is None:
        raise NotThere("stamps.party_unknown", party=order.issuer)
    if order.lot is not None and session.get(LotRow, (order.gtin, order.lot)) is None:
        raise NotThere("stamps.lot_unknown", gtin=order.gtin, lot=order.lot)
    if order.area:
        _check_area(session, order.area)


def _check_area(session: Session, area: tuple[str, ...]) -> None:
    """Refuse a name that no station stands under: a slip would make every scan a suspicion."""
    if len(area) > MOST_AREAS:
        raise BadInput("stamps.area_long", most=MOST_AREAS)
    markets = set(session.scalars(select(Station.market_key).distinct()))
    wards = set(read_wards().by_key) | set(session.scalars(select(Station.ward_key).distinct()))
    for name in area:
        if fold(name) not in markets and ward_key(name) not in wards:
            raise BadInput("stamps.area_unknown", name=name[:100])


def _answered(session: Session, order: Order) -> StampBatch | None:
    if order.request is None:
        return None
    same = StampBatch.request == order.request
    batch = session.scalar(select(StampBatch).where(same).with_for_update())
    if batch is None:
        return None
    if _orders(order) != _ordered(batch) or (
        order.count is None and _chosen(session, batch) != list(order.serials)
    ):
        raise Conflict("stamps.request_differs", request=batch.request or "", batch=batch.id)
    return batch


def _orders(order: Order) -> tuple[object, ...]:
    whose = (order.gtin, order.lot, order.issuer)
    return (*whose, order.made, order.size, order.two_layer, order.expires, list(order.area))


def _ordered(batch: StampBatch) -> tuple[object, ...]:
    whose = (batch.gtin, batch.lot, batch.issuer)
    return (*whose, batch.made, batch.count, batch.two_layer, batch.expires, batch.area)


def _chosen(session: Session, batch: StampBatch) -> Sequence[str]:
    """Read the serials of a batch in their order, also of one that isn't stored whole."""
    if batch.wanted is not None:
        return unpacked(batch.wanted)
    of_batch = select(IssuedStamp.serial).where(IssuedStamp.batch_id == batch.id)
    return session.scalars(of_batch.order_by(IssuedStamp.position)).all()


def _given(session: Session, order: Order) -> list[str]:
    every = [serials.parse_serial(one) for one in order.serials]
    seen: set[str] = set()
    repeated = {one for one in every if one in seen or seen.add(one)}  # type: ignore[func-returns-value]
    if repeated:
        raise BadInput("stamps.repeated", count=len(repeated), serials=named(repeated))
    taken = _taken(session, order.gtin, every)
    if taken:
        raise Conflict("stamps.taken", count=len(taken), serials=named(taken), gtin=order.gtin)
    return every


def _taken(session: Session, gtin: Gtin, wanted: list[str]) -> set[str]:
    found: set[str] = set()
    for part in chunks(wanted):
        same = (StampRow.gtin == gtin, StampRow.serial.in_(part))
        found.update(session.scalars(select(StampRow.serial).where(*same)))
    return found
