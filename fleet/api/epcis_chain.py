"""The routes that show the way of goods, from events, with the names that the registry knows."""

from typing import Annotated

from fastapi import APIRouter, Query

from fleet.api.console_parts import ConsoleParts
from fleet.api.console_session import Parts
from fleet.api.schemas.base import PlainText
from fleet.api.schemas.epcis import ChainHappening, ChainLink, ChainNode, ChainPlace, ChainView
from fleet.api.security import Viewer
from fleet.epcis.steps import places_of, word_of
from fleet.epcis.ways import asking, names_of
from fleet.errors import NotThere
from provenance.epcis.epc import canonical, goods_of
from provenance.epcis.vocabulary import is_uri
from provenance.errors import BadKey
from provenance.keys import Gtin, ItemKey, parse_gtin
from provenance.lineage import Chain, ChainLimits, Happening, Node, one_step, trace, transfers

SHOWN = 50
"""Happenings of one lot or unit, the newest."""

router = APIRouter(prefix="/api/chains", tags=["goods"])

Holder = Annotated[PlainText | None, Query()]
Depth = Annotated[int, Query(ge=1, le=20)]


@router.get("/lots/{gtin}/{lot:path}")
def get_lot_chain(
    gtin: PlainText,
    lot: PlainText,
    parts: Parts,
    who: Viewer,
    holder: Holder = None,
    depth: Depth = 10,
) -> ChainView:
    """Follow a lot back and forward."""
    del who
    return _view(parts, names_of(ItemKey(gtin=_gtin(gtin), lot=lot)), holder, depth)


@router.get("/units/{gtin}/{serial:path}")
def get_unit_chain(
    gtin: PlainText,
    serial: PlainText,
    parts: Parts,
    who: Viewer,
    holder: Holder = None,
    depth: Depth = 10,
) -> ChainView:
    """Follow a unit back and forward."""
    del who
    return _view(parts, names_of(ItemKey(gtin=_gtin(gtin), serial=serial)), holder, depth)


@router.get("/things")
def get_thing_chain(
    parts: Parts,
    who: Viewer,
    name: Annotated[PlainText, Query()] = "",
    holder: Holder = None,
    depth: Depth = 10,
) -> ChainView:
    """Follow whatever events name, by a Digital Link or an EPC URN: a box, a pallet, a lot."""
    del who
    if not is_uri(name):
        raise NotThere("chain.no_thing", name=name)
    return _view(parts, (canonical(name),), holder, depth)


def _gtin(text: str) -> Gtin:
    try:
        return parse_gtin(text)
    except BadKey as error:
        raise NotThere("chain.no_goods", gtin=text) from error


def _view(parts: ConsoleParts, names: tuple[str, ...], holder: str | None, depth: int) -> ChainView:
    with parts.database.read() as session:
        chain = trace(names, asking(session), ChainLimits(depth=depth))
        places = places_of(session, _named(chain))
    seen_from = canonical(holder) if holder else None
    hands = transfers(chain.of_start())
    if seen_from is None and hands:
        seen_from = hands[-1].taker
    step = one_step(chain, seen_from)
    return ChainView(
        start=chain.start,
        nodes=tuple(map(_node, chain.nodes)),
        links=tuple(
            ChainLink(made_of=one.made_of, made=one.made, event=one.key) for one in chain.links
        ),
        places=tuple(
            ChainPlace(name=name, title=place.name, party_id=place.party)
            for name, place in sorted(places.items())
        ),
        holder=seen_from,
        givers=step.givers,
        takers=step.takers,
        made_of=step.made_of,
        made=step.made,
        cut=chain.cut,
    )


def _node(node: Node) -> ChainNode:
    goods = goods_of(node.name)
    return ChainNode(
        name=node.name,
        gtin=goods.gtin if goods else None,
        lot=goods.lot if goods else None,
        serial=goods.serial if goods else None,
        depth=node.depth,
        happenings=tuple(map(_happening, node.happenings[-SHOWN:])),
    )


def _happening(one: Happening) -> ChainHappening:
    moved = transfers([one])
    return ChainHappening(
        event=one.key,
        at=one.at,
        type=one.type,
        biz_step=word_of(one.biz_step),
        place=one.place,
        giver=moved[0].giver if moved else None,
        taker=moved[0].taker if moved else None,
    )


def _named(chain: Chain) -> set[str]:
    happened = {one.key: one for node in chain.nodes for one in node.happenings[-SHOWN:]}
    found = {one.place for one in happened.values() if one.place}
    for one in happened.values():
        found |= {party.name for party in (*one.sources, *one.destinations)}
    return found
