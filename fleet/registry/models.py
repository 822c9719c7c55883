"""Tables of the registry: what is known about goods, one column a field that is searched or shown.

`provenance.records` says what each field means. What belongs to a product as a whole, not to one of
its lots, has the empty string for `lot`, since a unique constraint takes NULLs for different.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fleet.db.base import Base
from fleet.db.columns import Document

GTIN = String(14)
NUMBER = String(20)
"""Lots and serials: GS1 General Specifications 3.4.4 and 3.4.9."""
NAME = String(100)


class SourceRow(Base):
    """A system whose records were imported."""

    __tablename__ = "registry_source"

    source: Mapped[str] = mapped_column(NAME, primary_key=True)
    source_time: Mapped[datetime]


class PartyRow(Base):
    """See `provenance.records.Party`."""

    __tablename__ = "registry_party"

    party_id: Mapped[str] = mapped_column(NAME, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text)


class TradeItemRow(Base):
    """See `provenance.records.TradeItem`."""

    __tablename__ = "registry_trade_item"

    gtin: Mapped[str] = mapped_column(GTIN, primary_key=True)
    source: Mapped[str] = mapped_column(ForeignKey("registry_source.source"))
    name_vi: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    brand: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(Text)
    net_content: Mapped[str] = mapped_column(Text)
    origin_vi: Mapped[str] = mapped_column(Text)
    origin_en: Mapped[str] = mapped_column(Text)
    producer: Mapped[str | None] = mapped_column(ForeignKey("registry_party.party_id"))
    picture_sha256: Mapped[str | None] = mapped_column(String(64))
    shelf_life: Mapped[str] = mapped_column(Text)
    standards: Mapped[list[str]] = mapped_column(Document)
    safety_warnings: Mapped[list[dict[str, str]]] = mapped_column(Document)


class LotRow(Base):
    """See `provenance.records.Lot`."""

    __tablename__ = "registry_lot"

    gtin: Mapped[str] = mapped_column(ForeignKey("registry_trade_item.gtin"), primary_key=True)
    lot: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    state: Mapped[str] = mapped_column(String(20))
    harvested: Mapped[date | None]
    produced: Mapped[date | None]
    packed: Mapped[date | None]
    best_before: Mapped[date | None]
    use_by: Mapped[date | None]
    place: Mapped[str] = mapped_column(Text)


class StampRow(Base):
    """See `provenance.records.Stamp`."""

    __tablename__ = "registry_stamp"
    __table_args__ = (Index(None, "gtin", "lot"),)

    gtin: Mapped[str] = mapped_column(ForeignKey("registry_trade_item.gtin"), primary_key=True)
    serial: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    state: Mapped[str] = mapped_column(String(20), index=True)
    issuer: Mapped[str] = mapped_column(ForeignKey("registry_party.party_id"))
    lot: Mapped[str | None] = mapped_column(NUMBER)
    activated_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    note_vi: Mapped[str | None] = mapped_column(Text)
    note_en: Mapped[str | None] = mapped_column(Text)


class RecallRow(Base):
    """See `provenance.records.Recall`."""

    __tablename__ = "registry_recall"

    recall_id: Mapped[str] = mapped_column(NAME, primary_key=True)
    gtin: Mapped[str] = mapped_column(ForeignKey("registry_trade_item.gtin"), index=True)
    lot: Mapped[str | None] = mapped_column(NUMBER)
    reason_vi: Mapped[str] = mapped_column(Text)
    reason_en: Mapped[str] = mapped_column(Text)
    authority: Mapped[str] = mapped_column(Text)
    since: Mapped[date]
    hotline: Mapped[str] = mapped_column(Text)
    action_vi: Mapped[str | None] = mapped_column(Text)
    action_en: Mapped[str | None] = mapped_column(Text)


class CertificateRow(Base):
    """See `provenance.records.Certificate`."""

    __tablename__ = "registry_certificate"
    __table_args__ = (UniqueConstraint("gtin", "lot", "kind", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gtin: Mapped[str] = mapped_column(ForeignKey("registry_trade_item.gtin"))
    lot: Mapped[str] = mapped_column(NUMBER)
    kind: Mapped[str] = mapped_column(String(20))
    number: Mapped[str] = mapped_column(NAME)
    issuer: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None] = mapped_column(index=True)
    stars: Mapped[int | None]


class StepRow(Base):
    """See `provenance.records.Step`."""

    __tablename__ = "registry_step"
    __table_args__ = (UniqueConstraint("gtin", "lot", "at", "biz_step"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gtin: Mapped[str] = mapped_column(ForeignKey("registry_trade_item.gtin"))
    lot: Mapped[str] = mapped_column(NUMBER)
    at: Mapped[datetime]
    biz_step: Mapped[str] = mapped_column(NAME)
    place: Mapped[str] = mapped_column(Text)
    party: Mapped[str | None] = mapped_column(ForeignKey("registry_party.party_id"))
    note_vi: Mapped[str | None] = mapped_column(Text)
    note_en: Mapped[str | None] = mapped_column(Text)


class PromotionRow(Base):
    """See `provenance.records.Promotion`."""

    __tablename__ = "registry_promotion"
    __table_args__ = (UniqueConstraint("gtin", "lot", "sponsor", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    gtin: Mapped[str] = mapped_column(ForeignKey("registry_trade_item.gtin"))
    lot: Mapped[str] = mapped_column(NUMBER)
    text_vi: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    sponsor: Mapped[str] = mapped_column(NAME)
    valid_from: Mapped[date]
    valid_until: Mapped[date]
