"""Views as a day at a market makes them, for the gallery, the measurements and the tests.

All names, numbers and codes are invented and say so; the goods and the places are of the kinds that
Hanoi's markets have. Verdicts come from `provenance` itself wherever its rules can reach them, so
that the pictures show what a station would.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from kiosk.camera.sighting import Hint
from kiosk.ui.view import Attract, Checking, Fault, Identify, Result, Scanning, Screen, View
from provenance.answer import (
    EstablishmentAnswer,
    Found,
    FoundEstablishment,
    NotFound,
    Unavailable,
    Via,
)
from provenance.codes.reading import Kind, Reading
from provenance.keys import ItemKey, parse_gtin
from provenance.records import (
    Certificate,
    CertificateKind,
    Dossier,
    Establishment,
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
from provenance.signatures.check import SignatureCheck, SignatureState
from provenance.verdict import Circumstances, Verdict, assess

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)
_GTIN = parse_gtin("8938500001017")
_LOT = "VD-261120"
_SERIAL = "A7K3M9"
_COOP = PartyId("coop")
_SHOP = PartyId("shop")

_PARTIES = (
    Party(
        party_id=_COOP,
        name="Hợp tác xã Dịch vụ nông nghiệp Văn Đức (minh họa)",
        role=PartyRole.PRODUCER,
        address="Xã Bát Tràng, Hà Nội",
        phone="024 0000 1234",
    ),
    Party(
        party_id=_SHOP,
        name="Quầy rau Bà Nguyệt, chợ Hôm – Đức Viên (minh họa)",
        role=PartyRole.RETAILER,
        phone="024 0000 5678",
    ),
)


def _at(days: int, hour: int) -> datetime:
    return datetime(2026, 11, 22, tzinfo=UTC) + timedelta(days=days, hours=hour - 7)


_DOSSIER = Dossier(
    item=TradeItem(
        gtin=_GTIN,
        name=Text(
            vi="Rau muống VietGAP Văn Đức, bó 500 g", en="Water spinach, VietGAP, 500 g bunch"
        ),
        brand="Rau Văn Đức (minh họa)",
        category="vegetables",
        net_content="500 g",
        origin=Text(vi="Xã Bát Tràng, Hà Nội", en="Bát Tràng commune, Hanoi"),
        producer=_COOP,
        shelf_life="4 ngày",
    ),
    source="Cổng truy xuất Hà Nội (dữ liệu minh họa)",
    source_time=_at(-1, 9),
    lot=Lot(
        gtin=_GTIN,
        lot=_LOT,
        harvested=date(2026, 11, 20),
        packed=date(2026, 11, 20),
        use_by=date(2026, 11, 25),
        place="Xã Bát Tràng, Hà Nội",
    ),
    stamp=Stamp(
        gtin=_GTIN,
        serial=_SERIAL,
        state=StampState.ACTIVE,
        issuer=_COOP,
        lot=_LOT,
        activated_at=_at(-2, 14),
    ),
    parties=_PARTIES,
    steps=(
        Step(at=_at(-2, 5), biz_step="harvesting", place="Văn Đức, Bát Tràng", party=_COOP),
        Step(at=_at(-2, 9), biz_step="packing", place="Nhà sơ chế Văn Đức", party=_COOP),
        Step(at=_at(-1, 4), biz_step="receiving", place="Chợ Hôm – Đức Viên", party=_SHOP),
    ),
    certificates=(
        Certificate(
            kind=CertificateKind.VIETGAP,
            number="VG-TT-01-26-0042",
            issuer="Tổ chức chứng nhận A (minh họa)",
            valid_until=date(2027, 12, 31),
        ),
        Certificate(
            kind=CertificateKind.OCOP,
            number="OCOP-HN-117",
            issuer="UBND thành phố (minh họa)",
            valid_until=date(2028, 6, 30),
            stars=4,
        ),
        Certificate(
            kind=CertificateKind.FOOD_SAFETY,
            number="118/2023/ATTP",
            issuer="Chi cục (minh họa)",
            valid_until=date(2026, 8, 14),
        ),
    ),
    promotions=(
        Promotion(
            text=Text(
                vi="Mua 3 bó tính tiền 2 bó đến hết Chủ nhật", en="3 bunches for 2 until Sunday"
            ),
            sponsor="Quầy Bà Nguyệt (minh họa)",
            valid_from=date(2026, 11, 20),
            valid_until=date(2026, 11, 29),
        ),
    ),
)

_STAMPED = Reading(
    kind=Kind.DIGITAL_LINK,
    ais=(("01", _GTIN), ("10", _LOT), ("21", _SERIAL)),
    item=ItemKey(gtin=_GTIN, lot=_LOT, serial=_SERIAL),
    host="id.gs1.org",
)
_SIGNED = replace(_STAMPED, kind=Kind.SIGNED_STAMP, host=None, what="vt1")
_SHOP_CODE = Reading(kind=Kind.ESTABLISHMENT, what="gln")
_PLACE = Establishment(
    party=_PARTIES[1],
    source="Cổng truy xuất Hà Nội (dữ liệu minh họa)",
    source_time=_at(-1, 9),
    locations=(
        Location(
            location_id=LocationId("cho-hom-17"),
            kind=LocationKind.STALL,
            name="Chợ Hôm – Đức Viên, ô 17",
            address="Phường Hai Bà Trưng, Hà Nội",
        ),
    ),
    certificates=(
        Certificate(
            kind=CertificateKind.COMMITMENT,
            number="CK-0917",
            issuer="UBND phường (minh họa)",
            valid_until=date(2027, 6, 30),
        ),
        _DOSSIER.certificates[2],
    ),
)
_EAN = Reading(kind=Kind.EAN, ais=(("01", _GTIN),), item=ItemKey(gtin=_GTIN), what="ean13")
_UNREACHED = Unavailable(reason="gateway.timeout")
_PAYMENT = Reading(kind=Kind.PAYMENT, what="vietqr")
_TRACE = Reading(
    kind=Kind.TRACE, host="tem.vi-du.example", what="Tem điện tử Hà Nội (minh họa)", code="A7K3M9"
)
_LINK = Reading(kind=Kind.LINK, host="khuyen-mai.vi-du.example")


def _verdict(
    dossier: Dossier = _DOSSIER,
    reading: Reading = _STAMPED,
    *,
    today: date | None = TODAY,
    via: Via = Via.GATEWAY,
    rescanned: bool = True,
) -> Verdict:
    answer = Found(dossier=dossier, via=via, fetched_at=_at(-1, 21))
    return assess(reading, answer, Circumstances(today=today, rescanned=rescanned))


def _stamped(state: StampState, vi: str = "", en: str = "") -> Verdict:
    stamp = Stamp(
        gtin=_GTIN,
        serial=_SERIAL,
        state=state,
        issuer=_COOP,
        lot=_LOT,
        ended_at=_at(-1, 16),
        note=Text(vi=vi, en=en) if vi else None,
    )
    return _verdict(replace(_DOSSIER, stamp=stamp))


def _lot(**changes: date | LotState | None) -> Dossier:
    lot = Lot(gtin=_GTIN, lot=_LOT, harvested=date(2026, 11, 12), place="Xã Bát Tràng, Hà Nội")
    return replace(_DOSSIER, lot=replace(lot, **changes))  # type: ignore[arg-type]  # fields of Lot by name


def _recall() -> Recall:
    return Recall(
        recall_id=RecallId("TH-2026-031"),
        gtin=_GTIN,
        lot=_LOT,
        reason=Text(
            vi="Dư lượng thuốc bảo vệ thực vật vượt mức cho phép",
            en="Pesticide residue above the permitted level",
        ),
        authority="Chi cục Quản lý chất lượng (minh họa)",
        since=date(2026, 11, 21),
        hotline="1900 0000",
        action=Text(vi="Mang trả lại nơi đã mua", en="Take it back to where it was bought"),
    )


def _recalled() -> Verdict:
    return _verdict(replace(_DOSSIER, recalls=(_recall(),)))


def _recalled_offline() -> Verdict:
    """Make one of goods of which nothing is known but the recall."""
    circumstances = Circumstances(today=TODAY, recalls=(_recall(),))
    return assess(_SIGNED, _UNREACHED, circumstances)


def _of_serials() -> Recall:
    return replace(_recall(), serial_from="A7K3M0", serial_to="A7K3MZ")


def _recalled_by(order: Recall, reading: Reading | None = None) -> Verdict:
    known = replace(_DOSSIER, recalls=(replace(order, lot=None),))
    return _verdict(known, reading=reading or _STAMPED)


def _signed(
    state: SignatureState, answer: NotFound | Unavailable, *, issuer: str = _PARTIES[0].name
) -> Verdict:
    signature = SignatureCheck(state=state, kid="0a1b", issuer=issuer)
    return assess(_SIGNED, answer, Circumstances(today=TODAY, signature=signature))


def _place(answer: EstablishmentAnswer) -> Verdict:
    return assess(_SHOP_CODE, answer, Circumstances(today=TODAY))


def _alone(reading: Reading) -> Verdict:
    return assess(reading, None, Circumstances(today=TODAY))


def _asked(answer: NotFound | Unavailable, reading: Reading) -> Verdict:
    return assess(reading, answer, Circumstances(today=TODAY))


def verdicts() -> MappingProxyType[str, Verdict]:
    """Give one verdict of every row of the table, and of its variants, by name."""
    asked = NotFound(asked=("Cổng truy xuất Hà Nội", "GS1 Việt Nam"))
    other_lot = (
        replace(_DOSSIER, stamp=replace(_DOSSIER.stamp, lot="VD-261015"))
        if _DOSSIER.stamp
        else _DOSSIER
    )
    return MappingProxyType({**_known_goods(other_lot), **_other_codes(asked)})


def _known_goods(other_lot: Dossier) -> dict[str, Verdict]:
    return {
        "recalled": _recalled(),
        "recalled_offline": _recalled_offline(),
        "recalled_serials": _recalled_by(_of_serials()),
        "recalled_party": _recalled_by(replace(_recall(), gtin=None, party=_COOP)),
        "other_serials": _recalled_by(_of_serials(), _EAN),
        "void": _stamped(StampState.VOID, "In hỏng, đã hủy cả cuộn", "Misprinted, roll destroyed"),
        "replaced": _stamped(StampState.REPLACED),
        "sold": _stamped(
            StampState.SOLD, "Siêu thị Hà Đông (minh họa)", "Hà Đông supermarket (invented)"
        ),
        "bad_signature": _signed(SignatureState.BAD, _UNREACHED),
        "issuer_unknown": _signed(SignatureState.ISSUER_UNKNOWN, _UNREACHED, issuer=""),
        "mismatch": _verdict(other_lot),
        "rescan": _verdict(other_lot, rescanned=False),
        "signed_but_unknown": _signed(SignatureState.GOOD, NotFound(asked=("Cổng Hà Nội",))),
        "suspected_copy": _stamped(
            StampState.SUSPECT, "7 lượt quét ở 5 chợ trong 3 ngày", "7 scans at 5 markets in 3 days"
        ),
        "expired": _verdict(_lot(use_by=date(2026, 11, 16))),
        "not_activated": _stamped(StampState.AT_PRINTER),
        "valid_date_unchecked": _verdict(today=None),
        "valid": _verdict(),
        "known": _verdict(reading=_EAN),
        "held": _verdict(_lot(state=LotState.HELD)),
        "signed_state_unknown": _signed(SignatureState.GOOD, _UNREACHED),
        "establishment": _place(
            FoundEstablishment(establishment=_PLACE, via=Via.GATEWAY, fetched_at=NOW)
        ),
        "establishment_offline": _place(
            FoundEstablishment(establishment=_PLACE, via=Via.BUNDLE, fetched_at=_at(-1, 21))
        ),
        "valid_offline": _verdict(via=Via.CACHE),
    }


def _other_codes(asked: NotFound) -> dict[str, Verdict]:
    return {
        "unknown": _asked(asked, _EAN),
        "unknown_serial": _verdict(replace(_DOSSIER, stamp=None)),
        "unavailable": _asked(_UNREACHED, _STAMPED),
        "system_silent": _asked(_UNREACHED, _TRACE),
        "other_system": _alone(_TRACE),
        "payment": _alone(_PAYMENT),
        "personal": _alone(Reading(kind=Kind.PERSONAL, what="citizen_card")),
        "in_store": _alone(Reading(kind=Kind.IN_STORE, what="ean13")),
        "link": _alone(_LINK),
        "text": _alone(Reading(kind=Kind.TEXT)),
        "unreadable": _alone(Reading(kind=Kind.UNREADABLE, valid=False)),
    }


def views(language: str = "vi") -> MappingProxyType[str, View]:
    """Give a view of every screen and verdict by name, in a language."""
    found = verdicts()
    screens: dict[str, Screen] = {
        "attract": Attract(),
        "attract_offline": Attract(),
        "scanning": Scanning(),
        "scanning_offline": Scanning(),
        **{f"scanning_{hint.value}": Scanning(hint=hint) for hint in Hint},
        "checking": Checking(reading=_STAMPED),
        "fault": Fault(code="camera.stalled"),
        "identify": Identify(station="cho-hom-01", name="Chợ Hôm – Đức Viên, cửa số 2"),
        "identify_dark": Identify(station="trung-tam-thuong-mai-long-bien-tang-1-03", lit=False),
        **{f"result_{name}": Result(verdict=verdict) for name, verdict in found.items()},
        "result_valid_countdown": Result(
            verdict=found["valid"], others=(_EAN, _PAYMENT), countdown_s=14
        ),
        "result_link_countdown": Result(verdict=found["link"], others=(_EAN,), countdown_s=9),
        "result_known_others": Result(verdict=found["known"], others=(_STAMPED, _LINK)),
    }
    return MappingProxyType(
        {name: _view(name, screen, language) for name, screen in screens.items()}
    )


def _view(name: str, screen: Screen, language: str) -> View:
    offline = name.endswith("offline") or name == "result_unavailable"
    return View(
        screen=screen,
        language=language,
        online=not offline,
        offline_since=_at(0, 7) if offline else None,
        clock=None if "unchecked" in name else NOW,
        station_name="Chợ Hôm – Đức Viên, cửa số 2",
    )
