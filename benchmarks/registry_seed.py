"""A registry as a city's would be: products with lots, stamps, steps, papers and a few recalls.

Everything follows from numbers, so each database that is filled so holds the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert, text

from fleet.db.base import Base
from fleet.db.bulk import BulkInsert
from fleet.db.engine import Database
from fleet.db.upsert import table_of
from fleet.registry import models
from fleet.registry.subjects import Subject
from fleet.stations.rules import fold
from provenance.keys import Gtin, check_digit
from provenance.records import PartyId

SOURCE = "Sổ đo tốc độ"
LOTS_EACH, STAMPS_EACH_LOT, STEPS_EACH = 100, 10, 3
PARTIES = 200
RECALLED_EVERY = 500
_ROWS_AT_ONCE = 20_000
_STEPS = ("harvesting", "packing", "shipping")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much of it there is."""

    products: int

    @property
    def lots(self) -> int:
        """All of them."""
        return self.products * LOTS_EACH

    @property
    def stamps(self) -> int:
        """All of them."""
        return self.lots * STAMPS_EACH_LOT


def seed(database: Database, size: Size, now: datetime) -> None:
    """Fill an empty, migrated database."""
    with database.write() as session:
        session.execute(insert(models.SourceRow).values(source=SOURCE, source_time=now))
    lots = range(size.lots)
    _fill(database, models.PartyRow, (_party(n) for n in range(PARTIES)))
    _fill(database, models.TradeItemRow, (_item(n) for n in range(size.products)))
    _fill(database, models.LotRow, (_lot(n, now.date()) for n in lots))
    _fill(database, models.StampRow, (_stamp(n, now) for n in range(size.stamps)))
    _fill(database, models.StepRow, (step for n in lots for step in _steps(n, now)))
    _fill(database, models.CertificateRow, _papers(size, now.date()))
    recalled = range(0, size.lots, RECALLED_EVERY)
    _fill(database, models.RecallRow, (_recall(n, now.date()) for n in recalled))
    with database.connection() as connection:
        connection.execute(text("ANALYZE"))


def gtin(number: int) -> Gtin:
    """Name a product."""
    digits = f"0893{number:09}"
    return Gtin(f"{digits}{check_digit(digits)}")


def lot_of(number: int) -> tuple[Gtin, str]:
    """Name a lot."""
    return gtin(number // LOTS_EACH), f"L{number:06}"


def unit_of(number: int) -> tuple[Gtin, str]:
    """Name a unit by its serial."""
    return lot_of(number // STAMPS_EACH_LOT)[0], f"S{number:08}"


def _fill(database: Database, model: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    remaining = iter(rows)
    while some := list(islice(remaining, _ROWS_AT_ONCE)):
        insertion = BulkInsert(table_of(model), tuple(some[0]))
        values: Sequence[tuple[Any, ...]] = [tuple(row.values()) for row in some]
        with database.write() as session:
            insertion.run(session, values)


def _party(number: int) -> dict[str, Any]:
    name = f"Hợp tác xã số {number}"
    return {
        "party_id": f"htx-{number}",
        "name": name,
        "role": "producer",
        "address": f"Xã {number}, Hà Nội",
        "phone": "0241234567",
        "gln": "",
        "tax_code": "",
        "establishment_code": f"HN-{number:06}",
        "chain": "",
        "folded": fold(name),
        "source": SOURCE,
    }


def _item(number: int) -> dict[str, Any]:
    name = f"Rau củ số {number}"
    return {
        "gtin": gtin(number),
        "source": SOURCE,
        "name_vi": name,
        "name_en": f"Vegetable {number}",
        "brand": "Ví Dụ",
        "category": "Rau",
        "net_content": "500 g",
        "origin_vi": "Hà Nội",
        "origin_en": "Hanoi",
        "producer": f"htx-{number % PARTIES}",
        "picture_sha256": None,
        "shelf_life": "3 ngày",
        "standards": ["VietGAP"],
        "safety_warnings": [],
        "folded": fold(gtin(number), name),
    }


def _lot(number: int, today: date) -> dict[str, Any]:
    product, lot = lot_of(number)
    made = today - timedelta(days=number % 30)
    return {
        "gtin": product,
        "lot": lot,
        "state": "active",
        "harvested": made,
        "produced": None,
        "packed": made,
        "best_before": None,
        "use_by": made + timedelta(days=40),
        "place": "Xã Ví Dụ, Hà Nội",
        "source": SOURCE,
    }


def _stamp(number: int, now: datetime) -> dict[str, Any]:
    product, serial = unit_of(number)
    return {
        "gtin": product,
        "serial": serial,
        "state": "active",
        "issuer": f"htx-{number // STAMPS_EACH_LOT // LOTS_EACH % PARTIES}",
        "lot": lot_of(number // STAMPS_EACH_LOT)[1],
        "activated_at": now,
        "ended_at": None,
        "source": SOURCE,
    }


def _steps(number: int, now: datetime) -> Iterator[dict[str, Any]]:
    product, lot = lot_of(number)
    for place, name in enumerate(_STEPS[:STEPS_EACH]):
        yield {
            "gtin": product,
            "lot": lot,
            "at": now - timedelta(days=STEPS_EACH - place),
            "biz_step": name,
            "place": "Hà Nội",
            "party": f"htx-{(number // LOTS_EACH + place) % PARTIES}",
            "source": SOURCE,
        }


def _papers(size: Size, today: date) -> Iterator[dict[str, Any]]:
    for number in range(size.products):
        yield _paper(Subject(gtin=gtin(number)), "vietgap", number, today)
    for number in range(PARTIES):
        subject = Subject(party=PartyId(f"htx-{number}"))
        yield _paper(subject, "food_safety", number, today)


def _paper(subject: Subject, kind: str, number: int, today: date) -> dict[str, Any]:
    return {
        "subject": subject.key,
        "scope": subject.scope.value,
        "gtin": subject.gtin,
        "lot": "",
        "party": subject.party,
        "location": None,
        "kind": kind,
        "number": f"{number:06}",
        "issuer": "Tổ chức Ví Dụ",
        "valid_from": today - timedelta(days=100),
        "valid_until": today + timedelta(days=265),
        "stars": None,
        "state": "issued",
        "folded": "",
        "source": SOURCE,
    }


def _recall(number: int, today: date) -> dict[str, Any]:
    product, lot = lot_of(number)
    return {
        "recall_id": f"TH-{number}",
        "gtin": product,
        "lot": lot,
        "reason_vi": "Dư lượng",
        "reason_en": "",
        "authority": "Chi cục",
        "since": today,
        "hotline": "",
        "recall_class": "",
        "folded": "",
        "source": SOURCE,
    }
