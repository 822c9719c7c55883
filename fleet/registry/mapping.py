"""Records to rows and back, each field in one place.

Rows go in as plain dictionaries, so that an import can compare and write many at once.
"""

from typing import Any

from fleet.registry import models
from fleet.registry.subjects import Subject
from provenance.keys import Gtin
from provenance.records import (
    Certificate,
    CertificateKind,
    CertificateScope,
    CertificateState,
    Location,
    LocationId,
    LocationKind,
    Lot,
    LotState,
    Party,
    PartyId,
    PartyRole,
    Promotion,
    Recall,
    RecallId,
    Stamp,
    StampState,
    Step,
    Text,
    TradeItem,
)

Row = dict[str, Any]


def party_row(party: Party) -> Row:
    """Write a party."""
    return {
        "party_id": party.party_id,
        "name": party.name,
        "role": party.role.value,
        "address": party.address,
        "phone": party.phone,
        "gln": party.gln,
        "tax_code": party.tax_code,
        "establishment_code": party.establishment_code,
        "chain": party.chain,
    }


def to_party(row: models.PartyRow) -> Party:
    """Read a party."""
    return Party(
        party_id=PartyId(row.party_id),
        name=row.name,
        role=PartyRole(row.role),
        address=row.address,
        phone=row.phone,
        gln=row.gln,
        tax_code=row.tax_code,
        establishment_code=row.establishment_code,
        chain=row.chain,
    )


def location_row(location: Location) -> Row:
    """Write a place."""
    return {
        "location_id": location.location_id,
        "kind": location.kind.value,
        "name": location.name,
        "address": location.address,
        "gln": location.gln,
        "party": location.party,
        "latitude": location.latitude,
        "longitude": location.longitude,
    }


def to_location(row: models.LocationRow) -> Location:
    """Read a place."""
    return Location(
        location_id=LocationId(row.location_id),
        kind=LocationKind(row.kind),
        name=row.name,
        address=row.address,
        gln=row.gln,
        party=PartyId(row.party) if row.party else None,
        latitude=row.latitude,
        longitude=row.longitude,
    )


def trade_item_row(item: TradeItem) -> Row:
    """Write a product, with the system that vouches for it."""
    return {
        "gtin": item.gtin,
        "name_vi": item.name.vi,
        "name_en": item.name.en,
        "brand": item.brand,
        "category": item.category,
        "net_content": item.net_content,
        "origin_vi": item.origin.vi,
        "origin_en": item.origin.en,
        "producer": item.producer,
        "picture_sha256": item.picture_sha256,
        "shelf_life": item.shelf_life,
        "standards": list(item.standards),
        "safety_warnings": [{"vi": text.vi, "en": text.en} for text in item.safety_warnings],
    }


def to_trade_item(row: models.TradeItemRow) -> TradeItem:
    """Read a product."""
    return TradeItem(
        gtin=Gtin(row.gtin),
        name=Text(vi=row.name_vi, en=row.name_en),
        brand=row.brand,
        category=row.category,
        net_content=row.net_content,
        origin=Text(vi=row.origin_vi, en=row.origin_en),
        producer=PartyId(row.producer) if row.producer else None,
        picture_sha256=row.picture_sha256,
        shelf_life=row.shelf_life,
        standards=tuple(row.standards),
        safety_warnings=tuple(Text(**text) for text in row.safety_warnings),
    )


def lot_row(lot: Lot) -> Row:
    """Write a lot."""
    return {
        "gtin": lot.gtin,
        "lot": lot.lot,
        "state": lot.state.value,
        "harvested": lot.harvested,
        "produced": lot.produced,
        "packed": lot.packed,
        "best_before": lot.best_before,
        "use_by": lot.use_by,
        "place": lot.place,
    }


def to_lot(row: models.LotRow) -> Lot:
    """Read a lot."""
    return Lot(
        gtin=Gtin(row.gtin),
        lot=row.lot,
        state=LotState(row.state),
        harvested=row.harvested,
        produced=row.produced,
        packed=row.packed,
        best_before=row.best_before,
        use_by=row.use_by,
        place=row.place,
    )


def stamp_row(stamp: Stamp) -> Row:
    """Write a stamp."""
    return {
        "gtin": stamp.gtin,
        "serial": stamp.serial,
        "state": stamp.state.value,
        "issuer": stamp.issuer,
        "lot": stamp.lot,
        "activated_at": stamp.activated_at,
        "ended_at": stamp.ended_at,
        **_text_row("note", stamp.note),
    }


def to_stamp(row: models.StampRow) -> Stamp:
    """Read a stamp."""
    return Stamp(
        gtin=Gtin(row.gtin),
        serial=row.serial,
        state=StampState(row.state),
        issuer=PartyId(row.issuer),
        lot=row.lot,
        activated_at=row.activated_at,
        ended_at=row.ended_at,
        note=_to_text(row.note_vi, row.note_en),
    )


def recall_row(recall: Recall) -> Row:
    """Write a recall."""
    return {
        "recall_id": recall.recall_id,
        "gtin": recall.gtin,
        "lot": recall.lot,
        "serial_from": recall.serial_from,
        "serial_to": recall.serial_to,
        "party": recall.party,
        "recall_class": recall.recall_class,
        "reason_vi": recall.reason.vi,
        "reason_en": recall.reason.en,
        "authority": recall.authority,
        "since": recall.since,
        "hotline": recall.hotline,
        **_text_row("action", recall.action),
        "lifted_at": recall.lifted_at,
    }


def to_recall(row: models.RecallRow) -> Recall:
    """Read a recall."""
    return Recall(
        recall_id=RecallId(row.recall_id),
        gtin=Gtin(row.gtin) if row.gtin else None,
        reason=Text(vi=row.reason_vi, en=row.reason_en),
        authority=row.authority,
        since=row.since,
        lot=row.lot,
        serial_from=row.serial_from,
        serial_to=row.serial_to,
        party=PartyId(row.party) if row.party else None,
        recall_class=row.recall_class,
        hotline=row.hotline,
        action=_to_text(row.action_vi, row.action_en),
        lifted_at=row.lifted_at,
    )


def certificate_row(of: Subject, record: Certificate) -> Row:
    """Write a certificate with what it speaks of."""
    return {
        "subject": of.key,
        "scope": of.scope.value,
        "gtin": of.gtin,
        "lot": of.lot or "",
        "party": of.party,
        "location": of.location,
        "kind": record.kind.value,
        "number": record.number,
        "issuer": record.issuer,
        "valid_from": record.valid_from,
        "valid_until": record.valid_until,
        "stars": record.stars,
        "state": record.state.value,
    }


def to_certificate(row: models.CertificateRow) -> Certificate:
    """Read a certificate."""
    return Certificate(
        kind=CertificateKind(row.kind),
        number=row.number,
        issuer=row.issuer,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        stars=row.stars,
        scope=CertificateScope(row.scope),
        state=CertificateState(row.state),
    )


def step_row(gtin: Gtin, lot: str | None, record: Step) -> Row:
    """Write a step of a product or of one lot."""
    return {
        "gtin": gtin,
        "lot": lot or "",
        "at": record.at,
        "biz_step": record.biz_step,
        "place": record.place,
        "party": record.party,
        **_text_row("note", record.note),
    }


def to_step(row: models.StepRow) -> Step:
    """Read a step."""
    return Step(
        at=row.at,
        biz_step=row.biz_step,
        place=row.place,
        party=PartyId(row.party) if row.party else None,
        note=_to_text(row.note_vi, row.note_en),
    )


def promotion_row(gtin: Gtin, lot: str | None, record: Promotion) -> Row:
    """Write a promotion of a product or of one lot."""
    return {
        "gtin": gtin,
        "lot": lot or "",
        "text_vi": record.text.vi,
        "text_en": record.text.en,
        "sponsor": record.sponsor,
        "valid_from": record.valid_from,
        "valid_until": record.valid_until,
    }


def to_promotion(row: models.PromotionRow) -> Promotion:
    """Read a promotion."""
    return Promotion(
        text=Text(vi=row.text_vi, en=row.text_en),
        sponsor=row.sponsor,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _text_row(name: str, text: Text | None) -> Row:
    return {
        f"{name}_vi": None if text is None else text.vi,
        f"{name}_en": None if text is None else text.en,
    }


def _to_text(vi: str | None, en: str | None) -> Text | None:
    return None if vi is None else Text(vi=vi, en=en or "")
