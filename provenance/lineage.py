"""The whole way of goods, derived from events: what they were made of, what was made of them.

Only transformations make goods out of goods. A box that holds them doesn't: what happens to a box
happens to whatever is in it at that time, and to nothing else (EPCIS 2.0, 7.4.3). Whoever keeps the
events is asked in rounds, for all names of a round at once; a name is followed once, so that events
that go in circles come to an end, and limits cut what grows too large.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from provenance.epcis.model import Action, Event, EventType, Role, Thing, Typed

_KINDS = ("possessing_party", "owning_party", "location")
"""Who has goods in hand says more than who owns them, and that more than where they are."""
_BOXES_DEEP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event, as far as the way of goods goes.

    Attributes:
        key: tells it from all others.
        place: canonical name of where it happened; None where nobody says.
    """

    key: str
    at: datetime
    type: EventType
    action: Action | None
    biz_step: str | None
    place: str | None
    transformation_id: str | None
    things: tuple[Thing, ...]
    sources: tuple[Typed, ...] = ()
    destinations: tuple[Typed, ...] = ()

    def names(self, *roles: Role) -> tuple[str, ...]:
        """Name the things that play one of some roles, each once."""
        found = (thing.name for thing in self.things if thing.role in roles)
        return tuple(dict.fromkeys(found))


def happening(event: Event) -> Happening:
    """Take what matters here out of an event."""
    return Happening(
        key=event.hash_id,
        at=event.at,
        type=event.type,
        action=event.action,
        biz_step=event.biz_step,
        place=event.biz_location or event.read_point,
        transformation_id=event.transformation_id,
        things=event.things,
        sources=event.sources,
        destinations=event.destinations,
    )


Ask = Callable[[Collection[str], int], Sequence[Happening]]
"""Gives what happened to things, or under transformation ids, of these names; at most so many.

Of a box it needn't tell every child, but those that were asked for, and that there are others
(`OTHERS`); inputs and outputs are told all.
"""
OTHERS = Thing(role=Role.CHILD, name="")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLimits:
    """Where a chain is cut.

    Attributes:
        nodes: lots and units in it.
        depth: transformations one after the other, in each direction.
        happenings: events that are looked at, all in all.
    """

    nodes: int = 200
    depth: int = 10
    happenings: int = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A lot or a unit in a chain.

    Attributes:
        depth: 0 is what was asked for; -1 what that was made of; 1 what was made of it.
        happenings: what happened to it, oldest first, also while it lay in a box.
    """

    name: str
    depth: int
    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Goods that were made of goods."""

    made_of: str
    made: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The way of goods.

    Attributes:
        cut: a limit was reached, so that there may be more.
    """

    start: tuple[str, ...]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    cut: bool

    def of_start(self) -> tuple[Happening, ...]:
        """Give what happened to what was asked for, oldest first."""
        found = {one.key: one for node in self.nodes if not node.depth for one in node.happenings}
        return in_time(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Goods that went from somebody to somebody; one of both may be untold."""

    at: datetime
    giver: str | None
    taker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneStep:
    """One step back and one step forward."""

    givers: tuple[str, ...]
    takers: tuple[str, ...]
    made_of: tuple[str, ...]
    made: tuple[str, ...]


def in_time(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """Put what happened in order of time."""
    return tuple(sorted(happenings, key=lambda one: (one.at, one.key)))


def transfers(happenings: Iterable[Happening]) -> tuple[Transfer, ...]:
    """Tell from hand to hand; what a giver and a taker both report is one transfer."""
    found: list[Transfer] = []
    for one in in_time(happenings):
        giver, taker = _party(one.sources), _party(one.destinations)
        if giver is None and taker is None:
            continue
        if not found or (found[-1].giver, found[-1].taker) != (giver, taker):
            found.append(Transfer(at=one.at, giver=giver, taker=taker))
    return tuple(found)


def one_step(chain: Chain, holder: str | None = None) -> OneStep:
    """Find one step back and one step forward of goods.

    Args:
        holder: from whose hands one looks; None means whoever had the goods last.
    """
    hands = transfers(chain.of_start())
    if holder is None and hands:
        holder = hands[-1].taker
    givers = (one.giver for one in hands if one.taker == holder and one.giver)
    takers = (one.taker for one in hands if one.giver == holder and one.taker)
    start = set(chain.start)
    return OneStep(
        givers=tuple(dict.fromkeys(givers)) if holder else (),
        takers=tuple(dict.fromkeys(takers)) if holder else (),
        made_of=_once(link.made_of for link in chain.links if link.made in start),
        made=_once(link.made for link in chain.links if link.made_of in start),
    )


def trace(start: Iterable[str], ask: Ask, limits: ChainLimits | None = None) -> Chain:
    """Follow goods back and forward.

    Args:
        start: canonical names of the same goods, e.g. of a unit and of its lot.
    """
    return _Walk(tuple(dict.fromkeys(start)), ask, limits or ChainLimits()).run()


def _party(several: Iterable[Typed]) -> str | None:
    by_kind = {one.kind.rpartition("-")[2]: one.name for one in several}
    return next((by_kind[kind] for kind in _KINDS if kind in by_kind), None)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


class _Walk:
    """What is known while goods are followed."""

    def __init__(self, start: tuple[str, ...], ask: Ask, limits: ChainLimits) -> None:
        self._start = start
        self._ask = ask
        self._limits = limits
        self._asked: set[str] = set()
        self._known: dict[str, Happening] = {}
        self._of: dict[str, set[str]] = defaultdict(set)
        self._sorted: dict[str, tuple[Happening, ...]] = {}
        self._timelines: dict[tuple[str, int], dict[str, Happening]] = {}
        self._depths = dict.fromkeys(start, 0)
        self._links: dict[tuple[str, str], Link] = {}
        self._cut = False

    def run(self) -> Chain:
        """Go in both directions, as far as the limits allow."""
        for direction in (-1, 1):
            names: Collection[str] = self._start
            for step in range(1, self._limits.depth + 2):
                self._fetch(names)
                names = self._follow(names, direction * step)
                if not names:
                    break
        self._fetch_boxes()
        nodes = (
            Node(name=name, depth=depth, happenings=in_time(self._timeline(name).values()))
            for name, depth in self._depths.items()
        )
        return Chain(
            start=self._start,
            nodes=tuple(sorted(nodes, key=lambda node: (node.depth, node.name))),
            links=tuple(self._links.values()),
            cut=self._cut,
        )

    def _fetch(self, names: Iterable[str]) -> None:
        """Ask for names that weren't asked for, and for the other parts of transformations."""
        self._ask_for(names)
        ids = {one.transformation_id for name in names for one in self._happened(name)}
        self._ask_for(id_ for id_ in ids if id_)

    def _ask_for(self, names: Iterable[str]) -> None:
        new = set(names) - self._asked
        left = self._limits.happenings - len(self._known)
        if not new:
            return
        if left <= 0:
            self._cut = True
            return
        self._asked |= new
        found = self._ask(new, left)
        self._cut = self._cut or len(found) >= left
        self._sorted.clear()
        for one in found:
            before = self._known.get(one.key)
            # Of a large event each round tells only the things that it asked for.
            things = () if before is None else before.things
            whole = tuple(dict.fromkeys((*things, *one.things)))
            self._known[one.key] = replace(one, things=whole)
            for name in (*one.names(*Role), one.transformation_id):
                if name:
                    self._of[name].add(one.key)

    def _happened(self, name: str) -> tuple[Happening, ...]:
        """Give what is known to have happened to something, oldest first."""
        if name not in self._sorted:
            self._sorted[name] = in_time(self._known[key] for key in self._of[name])
        return self._sorted[name]

    def _follow(self, names: Collection[str], depth: int) -> list[str]:
        """Find what goods were made of, or what was made of them; give what is new."""
        new: list[str] = []
        for name in names:
            for made_of, made, key in self._made(name, back=depth < 0):
                other = made_of if depth < 0 else made
                if other not in self._depths:
                    if abs(depth) > self._limits.depth or len(self._depths) >= self._limits.nodes:
                        self._cut = True
                        continue
                    self._depths[other] = depth
                    new.append(other)
                self._links.setdefault((made_of, made), Link(made_of=made_of, made=made, key=key))
        return new

    def _made(self, name: str, *, back: bool) -> Iterator[tuple[str, str, str]]:
        near, far = (Role.OUTPUT, Role.INPUT) if back else (Role.INPUT, Role.OUTPUT)
        for one in self._happened(name):
            if name not in one.names(near):
                continue
            id_ = one.transformation_id
            parts = self._happened(id_) if id_ else (one,)
            for part in parts:
                for other in part.names(far):
                    if other != name:
                        yield (other, name, one.key) if back else (name, other, one.key)

    def _fetch_boxes(self) -> None:
        names = set(self._depths)
        for _ in range(_BOXES_DEEP):
            names = {box for name in names for box, _, _ in self._stays(name)}
            self._ask_for(names)

    def _stays(self, name: str) -> list[tuple[str, datetime, datetime | None]]:
        """Tell in which boxes something lay, from when until when."""
        stays: list[tuple[str, datetime, datetime | None]] = []
        for one in self._happened(name):
            boxes = one.names(Role.PARENT)
            if not boxes or boxes[0] == name or one.type is EventType.TRANSACTION:
                continue
            if one.action is Action.ADD:
                stays.append((boxes[0], one.at, self._emptied(boxes[0], name, one.at)))
        return stays

    def _emptied(self, box: str, name: str, since: datetime) -> datetime | None:
        for one in self._happened(box):
            ends = one.action is Action.DELETE and one.at >= since and box in one.names(Role.PARENT)
            children = one.names(Role.CHILD)
            if ends and (not children or name in children):
                return one.at
        return None

    def _timeline(self, name: str, boxes: int = _BOXES_DEEP) -> dict[str, Happening]:
        """Give what happened to something by key, also while it lay in a box."""
        known = self._timelines.get((name, boxes))
        if known is not None:
            return known
        found = {one.key: one for one in self._happened(name)}
        for box, since, until in self._stays(name) if boxes else ():
            for key, one in self._timeline(box, boxes - 1).items():
                moved = one.type in {EventType.OBJECT, EventType.TRANSACTION}
                if moved and since <= one.at and (until is None or one.at <= until):
                    found[key] = one
        self._timelines[name, boxes] = found
        return found
