"""Which scans of a stamp speak for copies of it: a table of rules, each pure.

Goods on a shelf are scanned all day for weeks: one place says nothing, however often. What counts
is distinct places, days on which several places saw the same stamp, and ways that no goods travel
in the time. Scans whose station had no synchronised clock count as places; no rule about time uses
them.
Every reason has a code and the values that led to it, so that a person can judge it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from provenance.records import StampState
from provenance.stamps.places import Seen, distance_km

Value = str | int | float
SECONDS_AN_HOUR = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Where the rules draw their lines.

    Attributes:
        places: so many distinct markets are too many; goods go from a wholesale market to a retail
            one, and a shopper may take them to a second.
        shared_days: so many days on which at least two markets saw the stamp are too many; one is
            the day on which goods are moved.
        speed_kmh: nothing travels faster through the city's traffic, door to door.
        nearest_km: stations that are nearer than this never speak for impossible travel.
        clock_slack_s: how far the clocks of two stations may be apart.
    """

    places: int = 4
    shared_days: int = 3
    speed_kmh: float = 70.0
    nearest_km: float = 2.0
    clock_slack_s: float = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What the rules must know about a stamp.

    Attributes:
        area: markets and wards in which it may be sold, as in `Seen`; empty means anywhere.
    """

    state: StampState
    activated_at: datetime | None = None
    ended_at: datetime | None = None
    area: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What one rule found.

    Attributes:
        suspect: whether it is a ground for suspicion; else a hint for inspectors alone.
    """

    code: str
    params: tuple[tuple[str, Value], ...]
    suspect: bool = True


Rule = Callable[[Watched, Sequence[Seen], Parameters], Reason | None]


def reasons(
    stamp: Watched, sightings: Sequence[Seen], parameters: Parameters | None = None
) -> tuple[Reason, ...]:
    """Judge the scans of one stamp by every rule.

    Args:
        sightings: in any order.
        parameters: the defaults where None.
    """
    ordered = sorted(sightings, key=lambda seen: (seen.first_at, seen.station))
    lines = parameters or Parameters()
    found = (rule(stamp, ordered, lines) for rule in RULES)
    return tuple(reason for reason in found if reason is not None)


def _many_places(stamp: Watched, seen: Sequence[Seen], lines: Parameters) -> Reason | None:
    del stamp
    markets = {one.market for one in seen}
    if len(markets) < lines.places:
        return None
    days = len({one.day for one in seen if one.clock_trusted})
    return _reason("places.many", places=len(markets), days=days, limit=lines.places)


def _shared_days(stamp: Watched, seen: Sequence[Seen], lines: Parameters) -> Reason | None:
    del stamp
    by_day: dict[object, set[str]] = {}
    for one in seen:
        if one.clock_trusted:
            by_day.setdefault(one.day, set()).add(one.market)
    shared = [markets for markets in by_day.values() if len(markets) > 1]
    if len(shared) < lines.shared_days:
        return None
    places = len(set[str]().union(*shared))
    return _reason("days.shared", days=len(shared), places=places, limit=lines.shared_days)


def _travel(stamp: Watched, seen: Sequence[Seen], lines: Parameters) -> Reason | None:
    del stamp
    worst: Reason | None = None
    fastest = lines.speed_kmh
    placed = [(one, one.position) for one in seen if one.clock_trusted and one.position]
    for (one, here), (other, there) in pairwise(placed):
        far = distance_km(here, there)
        # The stay at a place may reach beyond the arrival at the next: then the first times count.
        left = one.last_at if one.last_at <= other.first_at else one.first_at
        speed = _speed_kmh(far, (other.first_at - left).total_seconds() + lines.clock_slack_s)
        if one.market == other.market or far < lines.nearest_km or speed <= fastest:
            continue
        fastest = speed
        worst = _reason(
            "travel.impossible",
            one=one.station,
            other=other.station,
            km=round(far, 1),
            minutes=round((other.first_at - left).total_seconds() / 60),
            kmh=round(speed),
            limit=lines.speed_kmh,
        )
    return worst


def _outside(stamp: Watched, seen: Sequence[Seen], lines: Parameters) -> Reason | None:
    del lines
    if not stamp.area:
        return None
    outside = {one.market for one in seen if not stamp.area & {one.market, one.ward}}
    if not outside:
        return None
    return _reason("area.outside", places=len(outside), market=min(outside))


def _after_sold(stamp: Watched, seen: Sequence[Seen], lines: Parameters) -> Reason | None:
    sold_at = stamp.ended_at
    if stamp.state is not StampState.SOLD or sold_at is None:
        return None
    # At the till it may still lie before a camera.
    later = [
        one
        for one in seen
        if one.clock_trusted and (one.last_at - sold_at).total_seconds() > lines.clock_slack_s
    ]
    if not later:
        return None
    return _reason(
        "sold.scanned", places=len({one.market for one in later}), market=later[0].market
    )


def _before_activation(stamp: Watched, seen: Sequence[Seen], lines: Parameters) -> Reason | None:
    waiting = stamp.state in {StampState.ISSUED, StampState.AT_PRINTER, StampState.INACTIVE}
    if stamp.activated_at is None and not waiting:
        return None
    early = [one for one in seen if waiting or _is_before(one, stamp.activated_at, lines)]
    if not early:
        return None
    places = len({one.market for one in early})
    market = early[0].market
    return _reason("activation.scanned_before", suspect=False, places=places, market=market)


def _is_before(one: Seen, moment: datetime | None, lines: Parameters) -> bool:
    if moment is None or not one.clock_trusted:
        return False
    return (moment - one.first_at).total_seconds() > lines.clock_slack_s


RULES: tuple[Rule, ...] = (
    _travel,
    _many_places,
    _shared_days,
    _outside,
    _after_sold,
    _before_activation,
)
"""The strongest first: the order in which people are told."""


def _speed_kmh(km: float, seconds: float) -> float:
    return km / (max(seconds, 1.0) / SECONDS_AN_HOUR)


def _reason(code: str, *, suspect: bool = True, **params: Value) -> Reason:
    return Reason(code=code, params=tuple(params.items()), suspect=suspect)
