"""Rows of templates to records; an empty cell of a column that isn't required is its default.

Whether a record as a whole makes sense is checked by `fleet.registry.checks`.
"""

from collections.abc import Mapping
from typing import Any

from fleet.imports import cells
from fleet.imports.cells import BadCell, Cell, Note
from fleet.registry.files import Paper
from fleet.registry.subjects import Subject
from provenance.keys import Gtin
from provenance.records import (
    Certificate,
    CertificateState,
    Location,
    Lot,
    LotState,
    Party,
    Recall,
    Stamp,
    Text,
    TradeItem,
)

Row = Mapping[str, Any]


def optional_gtin(cell: Cell, note: Note) -> Gtin | None:
    """Read a GTIN, None where the cell is empty."""
    return cells.gtin(cell, note) if cells.plain(cell) else None


def party(row: Row) -> Party:
    """Make a party."""
    optional = ("address", "phone", "gln", "tax_code", "establishment_code", "chain")
    return Party(
        party_id=row["party_id"],
        name=row["name"],
        role=row["role"],
        **{name: row.get(name) or "" for name in optional},
    )


def location(row: Row) -> Location:
    """Make a place."""
    return Location(
        location_id=row["location_id"],
        kind=row["kind"],
        name=row["name"],
        address=row.get("address") or "",
        gln=row.get("gln") or "",
        party=row.get("party") or None,
        latitude=row.get("latitude"),
        longitude=row.get("longitude"),
    )


def product(row: Row) -> TradeItem:
    """Make a product."""
    optional = ("brand", "category", "net_content", "shelf_life")
    return TradeItem(
        gtin=row["gtin"],
        name=Text(vi=row["name"], en=row.get("name_en") or ""),
        origin=Text(vi=row.get("origin") or "", en=row.get("origin_en") or ""),
        producer=row.get("producer") or None,
        standards=row.get("standards") or (),
        safety_warnings=tuple(Text(vi=one) for one in row.get("safety_warnings") or ()),
        **{name: row.get(name) or "" for name in optional},
    )


def lot(row: Row) -> Lot:
    """Make a lot."""
    dates = ("harvested", "produced", "packed", "best_before", "use_by")
    return Lot(
        gtin=row["gtin"],
        lot=row["lot"],
        state=row.get("state") or LotState.ACTIVE,
        place=row.get("place") or "",
        **{name: row.get(name) for name in dates},
    )


def stamp(row: Row) -> Stamp:
    """Make a stamp."""
    return Stamp(
        gtin=row["gtin"],
        serial=row["serial"],
        state=row["state"],
        issuer=row["issuer"],
        lot=row.get("lot") or None,
        activated_at=row.get("activated_at"),
    )


def certificate(row: Row) -> Paper:
    """Make a certificate with what it speaks of.

    Raises:
        BadCell: `certificate.subject` unless it speaks of exactly one thing.
    """
    gtin, number = row.get("gtin"), row.get("lot") or None
    named = [row.get("party") or None, row.get("location") or None, gtin]
    if sum(one is not None for one in named) != 1 or (number and gtin is None):
        raise BadCell("certificate.subject")
    subject = Subject(gtin=gtin, lot=number, party=named[0], location=named[1])
    record = Certificate(
        kind=row["kind"],
        number=row["number"],
        issuer=row["issuer"],
        valid_from=row.get("valid_from"),
        valid_until=row.get("valid_until"),
        stars=row.get("stars"),
        scope=subject.scope,
        state=row.get("state") or CertificateState.ISSUED,
    )
    return Paper(subject=subject, record=record)


def recall(row: Row) -> Recall:
    """Make a recall."""
    action = row.get("action")
    return Recall(
        recall_id=row["recall_id"],
        gtin=row.get("gtin"),
        lot=row.get("lot") or None,
        serial_from=row.get("serial_from") or None,
        serial_to=row.get("serial_to") or None,
        party=row.get("party") or None,
        recall_class=row.get("recall_class") or "",
        reason=Text(vi=row["reason"]),
        authority=row["authority"],
        since=row["since"],
        hotline=row.get("hotline") or "",
        action=Text(vi=action) if action else None,
    )
