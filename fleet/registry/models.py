"""Tables of the registry: what is known about goods, one column a field that is searched or shown.

`provenance.records` says what each field means. What belongs to a product as a whole, not to one of
its lots, has the empty string for `lot`, since a unique constraint takes NULLs for different.
`folded` holds what a search looks through, without accents and case.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from fleet.db.base import Base
from fleet.db.columns import Document

GTIN = String(14)
NUMBER = String(20)
"""Lots and serials: GS1 General Specifications 3.4.4 and 3.4.9."""
NAME = String(100)


class Sourced(MappedAsDataclass, kw_only=True):
    """Where a row comes from.

    Attributes:
        source: the system whose record it is; None for what was made here.
        source_time: when that system said so; None where it isn't known.
        fetched_at: when the row was last changed here.
    """

    source: Mapped[str | None] = mapped_column(NAME, default=None)
    source_time: Mapped[datetime | None] = mapped_column(default=None)
    fetched_at: Mapped[datetime | None] = mapped_column(default=None)


class SourceRow(Base):
    """A system whose records were imported."""

    __tablename__ = "registry_source"

    source: Mapped[str] = mapped_column(NAME, primary_key=True)
    source_time: Mapped[datetime]


class PartyRow(Sourced, Base):
    """See `provenance.records.Party`."""

    __tablename__ = "registry_party"

    party_id: Mapped[str] = mapped_column(NAME, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text)
    gln: Mapped[str] = mapped_column(String(13), default="", index=True)
    tax_code: Mapped[str] = mapped_column(String(13), default="", index=True)
    establishment_code: Mapped[str] = mapped_column(NAME, default="", index=True)
    chain: Mapped[str] = mapped_column(Text, default="")
    folded: Mapped[str] = mapped_column(Text, default="")


class LocationRow(Sourced, Base):
    """See `provenance.records.Location`."""

    __tablename__ = "registry_location"

    location_id: Mapped[str] = mapped_column(NAME, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text, default="")
    gln: Mapped[str] = mapped_column(String(13), default="", index=True)
    party: Mapped[str | None] = mapped_column(
        ForeignKey("registry_party.party_id"), default=None, index=True
    )
    latitude: Mapped[float | None] = mapped_column(default=None)
    longitude: Mapped[float | None] = mapped_column(default=None)
    folded: Mapped[str] = mapped_column(Text, default="")


class IssuerKeyRow(Sourced, Base):
    """A key with which a party signs stamps; `provenance.signatures.keylist` says what it means.

    Attributes:
        kid: in hexadecimal.
        public_key: raw 32 bytes of Ed25519; of P-256 the uncompressed point.
    """

    __tablename__ = "registry_issuer_key"

    kid: Mapped[str] = mapped_column(String(64), primary_key=True)
    party: Mapped[str] = mapped_column(ForeignKey("registry_party.party_id"), index=True)
    algorithm: Mapped[str] = mapped_column(String(20))
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    not_before: Mapped[date]
    not_after: Mapped[date]
    prefixes: Mapped[list[str]] = mapped_column(Document)
    revoked_at: Mapped[date | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(Text, default="")


class TradeItemRow(Sourced, Base):
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
    producer: Mapped[str | None] = mapped_column(ForeignKey("registry_party.party_id"), index=True)
    picture_sha256: Mapped[str | None] = mapped_column(String(64))
    shelf_life: Mapped[str] = mapped_column(Text)
    standards: Mapped[list[str]] = mapped_column(Document)
    safety_warnings: Mapped[list[dict[str, str]]] = mapped_column(Document)
    folded: Mapped[str] = mapped_column(Text, default="")


class LotRow(Sourced, Base):
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


HAS_ENDED = "state IN ('sold', 'void', 'replaced', 'suspect')"
"""A stamp that no longer turns green; written out, as an index is used only by the same words."""


class StampRow(Sourced, Base):
    """See `provenance.records.Stamp`."""

    __tablename__ = "registry_stamp"
    __table_args__ = (
        Index(None, "gtin", "lot"),
        Index(
            "ix_registry_stamp_ended",
            "fetched_at",
            sqlite_where=text(HAS_ENDED),
            postgresql_where=text(HAS_ENDED),
        ),
    )

    gtin: Mapped[str] = mapped_column(ForeignKey("registry_trade_item.gtin"), primary_key=True)
    serial: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    state: Mapped[str] = mapped_column(String(20), index=True)
    issuer: Mapped[str] = mapped_column(ForeignKey("registry_party.party_id"))
    lot: Mapped[str | None] = mapped_column(NUMBER)
    activated_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    note_vi: Mapped[str | None] = mapped_column(Text)
    note_en: Mapped[str | None] = mapped_column(Text)


class RecallRow(Sourced, Base):
    """See `provenance.records.Recall`.

    Attributes:
        gtin: of a product that needn't be in the registry: whoever scans it is warned all the same.
    """

    __tablename__ = "registry_recall"

    recall_id: Mapped[str] = mapped_column(NAME, primary_key=True)
    gtin: Mapped[str | None] = mapped_column(GTIN, index=True)
    lot: Mapped[str | None] = mapped_column(NUMBER)
    reason_vi: Mapped[str] = mapped_column(Text)
    reason_en: Mapped[str] = mapped_column(Text)
    authority: Mapped[str] = mapped_column(Text)
    since: Mapped[date]
    hotline: Mapped[str] = mapped_column(Text)
    action_vi: Mapped[str | None] = mapped_column(Text)
    action_en: Mapped[str | None] = mapped_column(Text)
    serial_from: Mapped[str | None] = mapped_column(NUMBER, default=None)
    serial_to: Mapped[str | None] = mapped_column(NUMBER, default=None)
    party: Mapped[str | None] = mapped_column(
        ForeignKey("registry_party.party_id"), default=None, index=True
    )
    recall_class: Mapped[str] = mapped_column(String(20), default="")
    lifted_at: Mapped[datetime | None] = mapped_column(default=None)
    folded: Mapped[str] = mapped_column(Text, default="")


class CertificateRow(Sourced, Base):
    """See `provenance.records.Certificate`.

    Attributes:
        subject: what it speaks of, as one text, so that one index finds it: see
            `fleet.registry.subjects`. The columns that follow name the same thing to the database.
    """

    __tablename__ = "registry_certificate"
    __table_args__ = (UniqueConstraint("subject", "kind", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    subject: Mapped[str] = mapped_column(String(110))
    scope: Mapped[str] = mapped_column(String(20))
    gtin: Mapped[str | None] = mapped_column(ForeignKey("registry_trade_item.gtin"), index=True)
    lot: Mapped[str] = mapped_column(NUMBER)
    party: Mapped[str | None] = mapped_column(ForeignKey("registry_party.party_id"), index=True)
    location: Mapped[str | None] = mapped_column(
        ForeignKey("registry_location.location_id"), index=True
    )
    kind: Mapped[str] = mapped_column(String(20))
    number: Mapped[str] = mapped_column(NAME)
    issuer: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None] = mapped_column(index=True)
    stars: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(20), default="issued")
    folded: Mapped[str] = mapped_column(Text, default="")


class StepRow(Sourced, Base):
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


class PromotionRow(Sourced, Base):
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
