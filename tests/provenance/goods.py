"""Records of invented goods that the tests of verdicts vary."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypedDict, Unpack

from provenance.answer import Found, Via
from provenance.codes.read import read
from provenance.codes.reading import Reading
from provenance.keys import Gtin
from provenance.records import (
    Certificate,
    Dossier,
    Lot,
    LotState,
    Party,
    PartyId,
    PartyRole,
    Recall,
    RecallId,
    Stamp,
    StampState,
    Step,
    Text,
    TradeItem,
)

GTIN = Gtin("08938505974194")
LOT = "L1"
SERIAL = "S1"
TODAY = date(2026, 11, 22)
MOMENT = datetime(2026, 11, 1, 8, tzinfo=UTC)

GROWER = Party(
    party_id=PartyId("grower"),
    name="Hợp tác xã Rau Ví Dụ",
    role=PartyRole.PRODUCER,
    address="Xã Ví Dụ, Hà Nội",
)
ITEM = TradeItem(gtin=GTIN, name=Text(vi="Cải ngọt"), producer=GROWER.party_id)
LOT_RECORD = Lot(gtin=GTIN, lot=LOT)
STAMP = Stamp(gtin=GTIN, serial=SERIAL, state=StampState.ACTIVE, issuer=GROWER.party_id, lot=LOT)


class Changes(TypedDict, total=False):
    """Fields of a dossier that a test may set."""

    item: TradeItem
    lot: Lot | None
    stamp: Stamp | None
    parties: tuple[Party, ...]
    steps: tuple[Step, ...]
    certificates: tuple[Certificate, ...]
    recalls: tuple[Recall, ...]


class StampChanges(TypedDict, total=False):
    serial: str
    lot: str | None
    ended_at: datetime | None


class LotChanges(TypedDict, total=False):
    state: LotState
    harvested: date | None
    best_before: date | None
    use_by: date | None


def dossier(**changes: Unpack[Changes]) -> Dossier:
    """Give the dossier of an active stamp on a lot without dates, with changes."""
    whole = Dossier(
        item=ITEM,
        source="Sổ thử",
        source_time=MOMENT,
        lot=LOT_RECORD,
        stamp=STAMP,
        parties=(GROWER,),
    )
    return replace(whole, **changes)


def stamp(state: StampState, **changes: Unpack[StampChanges]) -> Stamp:
    return replace(STAMP, state=state, **changes)


def lot(**changes: Unpack[LotChanges]) -> Lot:
    return replace(LOT_RECORD, **changes)


def recall(lot_name: str | None = None) -> Recall:
    return Recall(
        recall_id=RecallId("TH-1"),
        gtin=GTIN,
        reason=Text(vi="Thuốc bảo vệ thực vật vượt ngưỡng"),
        authority="Chi cục thử",
        since=TODAY,
        lot=lot_name,
    )


def found(**changes: Unpack[Changes]) -> Found:
    return Found(dossier=dossier(**changes), via=Via.GATEWAY, fetched_at=MOMENT)


def unit(expiry: str = "", lot_name: str | None = LOT) -> Reading:
    """Read a code of the unit, `expiry` being elements such as `(17)261231`."""
    lot_part = f"(10){lot_name}" if lot_name else ""
    return read(f"(01){GTIN}{lot_part}(21){SERIAL}{expiry}")


def of_lot(expiry: str = "", lot_name: str = LOT) -> Reading:
    return read(f"(01){GTIN}(10){lot_name}{expiry}")


def product() -> Reading:
    return read("8938505974194")
