"""Small dossiers for tests of what carries them or decides by them."""

from datetime import UTC, date, datetime

from provenance.keys import EstablishmentKey, Gtin, ItemKey, TraceKey
from provenance.records import (
    Dossier,
    Establishment,
    Lot,
    Party,
    PartyId,
    PartyRole,
    Stamp,
    StampState,
    Text,
    TradeItem,
)

GTIN = Gtin("08935217400102")
OTHER_GTIN = Gtin("08938505974194")
PRODUCT = ItemKey(gtin=GTIN)
UNIT = ItemKey(gtin=GTIN, lot="A1", serial="S1")
STALL = EstablishmentKey(code="8938505974194")
CODE = TraceKey(system="Tem Hà Nội", code="AB12")
SOURCE_TIME = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)


def dossier(gtin: Gtin = GTIN, name: str = "Gạo tẻ") -> Dossier:
    """Make the dossier of a product."""
    return Dossier(
        item=TradeItem(gtin=gtin, name=Text(vi=name), producer=PartyId("p1")),
        source="Sổ thử",
        source_time=SOURCE_TIME,
        parties=(Party(party_id=PartyId("p1"), name="Hợp tác xã", role=PartyRole.PRODUCER),),
    )


def unit_dossier(state: StampState = StampState.ACTIVE, *, lot: str = "A1") -> Dossier:
    """Make the dossier of the unit `UNIT`, with its lot."""
    product = dossier()
    return Dossier(
        item=product.item,
        source=product.source,
        source_time=product.source_time,
        parties=product.parties,
        lot=Lot(gtin=GTIN, lot=lot, use_by=date(2027, 1, 31)),
        stamp=Stamp(gtin=GTIN, serial="S1", state=state, issuer=PartyId("p1"), lot=lot),
    )


def stall(name: str = "Sạp 12") -> Establishment:
    """Make the record of the establishment `STALL`."""
    party = Party(party_id=PartyId("s12"), name=name, role=PartyRole.RETAILER, gln=STALL.code)
    return Establishment(party=party, source="Sổ thử", source_time=SOURCE_TIME)
