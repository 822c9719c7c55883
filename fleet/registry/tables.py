"""The registry's lists as tables with keys, for whatever treats them all alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from fleet.db.base import Base
from fleet.db.rows import in_key_order
from fleet.registry import mapping, models
from fleet.registry.files import RegistryFile
from fleet.registry.mapping import Row
from fleet.stations.rules import fold

Key = tuple[Any, ...]
Stored = dict[Key, tuple[Any, ...]]
T = TypeVar("T")

CHUNK = 300
"""Rows looked up at once; SQLite takes at most 32,766 parameters a statement."""


@dataclass(frozen=True, slots=True)
class Table:
    """One list of a registry file, where it is stored, and what tells its rows apart.

    Attributes:
        searched: the columns of which `folded` is made; none where the table has no such column.
    """

    name: str
    model: type[Base]
    key: tuple[str, ...]
    searched: tuple[str, ...] = ()

    def key_of(self, row: Row) -> Key:
        """Give the key of a row."""
        return tuple(row[name] for name in self.key)

    def folded(self, row: Row) -> str:
        """Write what a search of a row looks through."""
        return fold(*(row[name] or "" for name in self.searched))


Rows = list[tuple[Table, list[Row]]]
"""The rows of each table, in the order in which they refer to each other."""

PARTIES = Table(
    "parties",
    models.PartyRow,
    ("party_id",),
    (
        "party_id",
        "name",
        "address",
        "phone",
        "gln",
        "tax_code",
        "establishment_code",
        "chain",
    ),
)
LOCATIONS = Table(
    "locations",
    models.LocationRow,
    ("location_id",),
    ("location_id", "name", "address", "gln"),
)
ITEMS = Table(
    "trade_items",
    models.TradeItemRow,
    ("gtin",),
    ("gtin", "name_vi", "name_en", "brand", "category"),
)
LOTS = Table("lots", models.LotRow, ("gtin", "lot"))
STAMPS = Table("stamps", models.StampRow, ("gtin", "serial"))
RECALLS = Table(
    "recalls",
    models.RecallRow,
    ("recall_id",),
    ("recall_id", "gtin", "lot", "party", "reason_vi", "authority"),
)
CERTIFICATES = Table(
    "certificates",
    models.CertificateRow,
    ("subject", "kind", "number"),
    ("number", "issuer", "subject"),
)
STEPS = Table("steps", models.StepRow, ("gtin", "lot", "at", "biz_step"))
PROMOTIONS = Table("promotions", models.PromotionRow, ("gtin", "lot", "sponsor", "valid_from"))


def rows_of(file: RegistryFile) -> Rows:
    """Give the rows of each table, in the order in which they refer to each other."""
    certificates = [mapping.certificate_row(one.subject, one.record) for one in file.certificates]
    steps = [mapping.step_row(one.gtin, one.lot, one.record) for one in file.steps]
    promotions = [mapping.promotion_row(one.gtin, one.lot, one.record) for one in file.promotions]
    return [
        (PARTIES, [mapping.party_row(record) for record in file.parties]),
        (LOCATIONS, [mapping.location_row(record) for record in file.locations]),
        (ITEMS, [mapping.trade_item_row(record) for record in file.trade_items]),
        (LOTS, [mapping.lot_row(record) for record in file.lots]),
        (STAMPS, [mapping.stamp_row(record) for record in file.stamps]),
        (RECALLS, [mapping.recall_row(record) for record in file.recalls]),
        (CERTIFICATES, certificates),
        (STEPS, steps),
        (PROMOTIONS, promotions),
    ]


def stored(session: Session, table: Table, keys: Sequence[Key], names: Sequence[str]) -> Stored:
    """Read these columns of the rows with these keys."""
    if not keys:
        return {}
    columns = [table.model.__table__.c[name] for name in names]
    key_columns = tuple_(*(table.model.__table__.c[name] for name in table.key))
    places = [names.index(name) for name in table.key]
    found: Stored = {}
    for chunk in chunks(keys):
        for row in session.execute(select(*columns).where(key_columns.in_(chunk))):
            found[tuple(row[place] for place in places)] = tuple(row)
    return found


def lock(session: Session, table: Table, keys: Sequence[Key]) -> None:
    """Keep others from changing the rows with these keys until the transaction ends.

    Rows that refer to them may still be added.
    """
    columns = [table.model.__table__.c[name] for name in table.key]
    for chunk in chunks(sorted(keys)):
        those = select(*columns).where(tuple_(*columns).in_(chunk))
        session.execute(
            those.order_by(*in_key_order(session, *columns)).with_for_update(key_share=True)
        )


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut a sequence into pieces that fit one statement."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]
