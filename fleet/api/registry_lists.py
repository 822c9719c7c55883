"""Routes that show the registry: its lists, and what belongs to one of their rows."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import TypeAdapter

from contract.zone import vietnam_day
from fleet.api import registry_queries as queries
from fleet.api.console_parts import ConsoleParts
from fleet.api.console_session import Parts
from fleet.api.epcis_lookup import TracedLookup
from fleet.api.registry_queries import COUNTED, Listing, Wanted
from fleet.api.schemas import registry as schemas
from fleet.api.schemas.base import PlainText
from fleet.api.security import Viewer
from fleet.errors import NotThere
from fleet.registry.lookup import Lookup
from provenance.errors import BadKey
from provenance.keys import ItemKey, parse_gtin
from provenance.records import (
    CertificateKind,
    CertificateScope,
    CertificateState,
    Dossier,
    Establishment,
    LocationKind,
    LotState,
    PartyRole,
)

router = APIRouter(prefix="/api", tags=["registry"])

DOSSIER: TypeAdapter[Dossier] = TypeAdapter(Dossier)
ESTABLISHMENT: TypeAdapter[Establishment] = TypeAdapter(Establishment)
Short = Annotated[PlainText, Query()]
After = Annotated[str, Query(max_length=1000)]
Limit = Annotated[int, Query(ge=1, le=200)]


@router.get("/products")
def list_products(
    parts: Parts,
    who: Viewer,
    q: Short = "",
    producer: Short = "",
    category: Short = "",
    source: Short = "",
    after: After = "",
    limit: Limit = 50,
) -> schemas.ProductPage:
    """List products; `q` finds words in GTIN, names, brand and category."""
    del who
    equal = (("producer", producer), ("category", category), ("source", source))
    page = _page(parts, queries.PRODUCTS, Wanted(text=q, equal=equal), after, limit)
    return schemas.ProductPage.model_validate(page)


@router.get("/products/{gtin}")
def get_product(gtin: PlainText, parts: Parts, who: Viewer) -> schemas.GoodsView:
    """Show all that the registry knows of a product."""
    del who
    return _goods(parts, gtin, None)


@router.get("/lots")
def list_lots(
    parts: Parts,
    who: Viewer,
    q: Short = "",
    gtin: Short = "",
    state: LotState | None = None,
    after: After = "",
    limit: Limit = 50,
) -> schemas.LotPage:
    """List lots; `q` finds words in the number of the lot and what is searched of its product."""
    del who
    wanted = Wanted(text=q, equal=(("gtin", gtin), ("state", state or "")))
    return schemas.LotPage.model_validate(_page(parts, queries.LOTS, wanted, after, limit))


@router.get("/lots/{gtin}/{lot:path}")
def get_lot(gtin: PlainText, lot: PlainText, parts: Parts, who: Viewer) -> schemas.GoodsView:
    """Show all that the registry knows of a lot."""
    del who
    return _goods(parts, gtin, lot)


@router.get("/parties")
def list_parties(
    parts: Parts,
    who: Viewer,
    q: Short = "",
    role: PartyRole | None = None,
    chain: Short = "",
    source: Short = "",
    after: After = "",
    limit: Limit = 50,
) -> schemas.PartyPage:
    """List parties; `q` finds words in name, address, phone, chain and codes."""
    del who
    equal = (("role", role or ""), ("chain", chain), ("source", source))
    page = _page(parts, queries.PARTIES, Wanted(text=q, equal=equal), after, limit)
    return schemas.PartyPage.model_validate(page)


@router.get("/parties/{party_id}")
def get_party(party_id: PlainText, parts: Parts, who: Viewer) -> schemas.PartyView:
    """Show a party with its places and certificates; its GLN or its establishment's code will do.

    Raises:
        NotThere: `party.unknown`.
    """
    del who
    found = Lookup(parts.database, parts.clock).establishment(party_id)
    if found is None:
        raise NotThere("party.unknown", party=party_id)
    return schemas.PartyView(establishment=ESTABLISHMENT.dump_python(found, mode="json"))


@router.get("/locations")
def list_locations(
    parts: Parts,
    who: Viewer,
    q: Short = "",
    kind: LocationKind | None = None,
    party: Short = "",
    after: After = "",
    limit: Limit = 50,
) -> schemas.LocationPage:
    """List places; `q` finds words in code, name, address and GLN."""
    del who
    wanted = Wanted(text=q, equal=(("kind", kind or ""), ("party", party)))
    page = _page(parts, queries.LOCATIONS, wanted, after, limit)
    return schemas.LocationPage.model_validate(page)


def certificate_filter(
    q: Short = "",
    kind: CertificateKind | None = None,
    scope: CertificateScope | None = None,
    state: CertificateState | None = None,
    gtin: Short = "",
    party: Short = "",
) -> Wanted:
    """Read the filter from the query."""
    equal = (("kind", kind or ""), ("scope", scope or ""), ("state", state or ""))
    return Wanted(text=q, equal=(*equal, ("gtin", gtin), ("party", party)))


@router.get("/certificates")
def list_certificates(
    parts: Parts,
    who: Viewer,
    wanted: Annotated[Wanted, Depends(certificate_filter)],
    dates: Literal["", "good", "expired"] = "",
    after: After = "",
    limit: Limit = 50,
) -> schemas.CertificatePage:
    """List certificates; `q` finds words in number, issuer and what they speak of."""
    del who
    today = vietnam_day(parts.clock.now())
    chosen = replace(wanted, extra=queries.ruled(queries.CERTIFICATES, {"dates": dates}, today))
    page = _page(parts, queries.CERTIFICATES, chosen, after, limit)
    rows = [{**row, "in_force": _in_force(row, today)} for row in page["rows"]]
    return schemas.CertificatePage.model_validate({**page, "rows": rows})


@router.get("/recalls")
def list_recalls(
    parts: Parts,
    who: Viewer,
    q: Short = "",
    state: Literal["", "open", "lifted"] = "",
    gtin: Short = "",
    party: Short = "",
    after: After = "",
    limit: Limit = 50,
) -> schemas.RecallPage:
    """List recalls; `q` finds words in number, goods, reason and authority."""
    del who
    today = vietnam_day(parts.clock.now())
    extra = queries.ruled(queries.RECALLS, {"state": state}, today)
    wanted = Wanted(text=q, equal=(("gtin", gtin), ("party", party)), extra=extra)
    return schemas.RecallPage.model_validate(_page(parts, queries.RECALLS, wanted, after, limit))


@router.get("/issuer-keys")
def list_issuer_keys(
    parts: Parts,
    who: Viewer,
    q: Short = "",
    party: Short = "",
    after: After = "",
    limit: Limit = 50,
) -> schemas.IssuerKeyPage:
    """List the keys with which parties sign stamps; `q` finds words in key id and party."""
    del who
    page = _page(parts, queries.KEYS, Wanted(text=q, equal=(("party", party),)), after, limit)
    rows = [{**row, "public_key": row["public_key"].hex()} for row in page["rows"]]
    return schemas.IssuerKeyPage.model_validate({**page, "rows": rows})


def _page(
    parts: ConsoleParts, listing: Listing, wanted: Wanted, after: str, limit: int
) -> dict[str, Any]:
    with parts.database.read() as session:
        rows, next_after = queries.find(session, listing, wanted, after, limit)
        total = queries.count(session, listing, wanted)
    return {
        "rows": [dict(row) for row in rows],
        "total": min(total, COUNTED),
        "capped": total > COUNTED,
        "next_after": next_after,
    }


def _in_force(row: dict[str, Any], today: date) -> bool:
    begun = row["valid_from"] is None or row["valid_from"] <= today
    ended = row["valid_until"] is not None and row["valid_until"] < today
    return row["state"] == CertificateState.ISSUED and begun and not ended


def _goods(parts: ConsoleParts, gtin: str, lot: str | None) -> schemas.GoodsView:
    try:
        key = ItemKey(gtin=parse_gtin(gtin), lot=lot)
    except BadKey as error:
        raise NotThere("product.unknown", gtin=gtin) from error
    dossier = TracedLookup(parts.database, parts.clock).dossier(key)
    if dossier is None:
        raise NotThere("product.unknown", gtin=gtin)
    if lot is not None and dossier.lot is None:
        raise NotThere("lot.unknown", gtin=gtin, lot=lot)
    return schemas.GoodsView(dossier=DOSSIER.dump_python(dossier, mode="json"))
