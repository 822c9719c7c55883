"""What the window says about a verdict, in words: the headline of its row and what stands below.

The rows are those of the verdict table in docs/verdicts.md. Only what a verdict holds is said; no
row ever speaks of the goods being good, and a payment or personal code's content is not there to be
shown in the first place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kiosk.ui.text import ELLIPSIS
from kiosk.ui.words import Words
from provenance.answer import Found, FoundEstablishment, NotFound, Via
from provenance.codes.reading import Kind
from provenance.records import Party, Recall
from provenance.verdict.reasons import ReasonCode
from provenance.verdict.verdict import Colour, Verdict, VerdictKind

LONGEST_HOST = 48
_LONGEST_NAME = 90
_Teller = Callable[[Verdict, Words], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """The words of a verdict.

    Attributes:
        headline: the row's own words; `name` is the part of it that may be shortened.
        below: most important first.
    """

    headline: str
    below: tuple[str, ...]
    name: str = ""


def say(verdict: Verdict, words: Words) -> Saying:
    """Put a verdict into words."""
    if verdict.rescan:
        return Saying(headline=words("verdict.rescan"), below=(words("note.rescan"),))
    headline, name = _headline(verdict, words)
    below = _below(verdict, words)
    if verdict.dates_withheld and verdict.kind is not VerdictKind.VALID_DATE_UNCHECKED:
        below.append(words("note.clock"))
    if verdict.kind is not VerdictKind.UNAVAILABLE:
        below += _saved(verdict, words)
    return Saying(headline=headline, below=tuple(dict.fromkeys(filter(None, below))), name=name)


def wants_guidance(verdict: Verdict) -> bool:
    """Say whether to show how to find the right code, since there is nothing else to show."""
    return verdict.dossier is None and verdict.establishment is None


def allows_promotion(verdict: Verdict) -> bool:
    """Say whether an offer may stand below: never with a warning."""
    held = _has(verdict, ReasonCode.LOT_HELD, ReasonCode.RECALL_OTHER_LOTS)
    return verdict.colour in {Colour.GREEN, Colour.BLUE} and not verdict.rescan and not held


def issuer(verdict: Verdict) -> Party | None:
    """Find who issued the stamp of a verdict."""
    dossier = verdict.dossier
    return dossier.party(dossier.stamp.issuer) if dossier and dossier.stamp else None


def recall(verdict: Verdict) -> Recall | None:
    """Find the recall that a verdict is about."""
    named = {
        value for reason in verdict.reasons for name, value in reason.params if name == "recall"
    }
    return next((one for one in verdict.recalls if one.recall_id in named), None)


def _headline(verdict: Verdict, words: Words) -> tuple[str, str]:
    kind, place = verdict.kind, verdict.establishment
    match kind:
        case VerdictKind.VALID:
            party = issuer(verdict)
            if party is None:
                return words("verdict.valid_no_issuer"), ""
            name = _short(party.name)
            return words("verdict.valid", issuer=name), name
        case VerdictKind.VOID if _has(verdict, ReasonCode.STAMP_REPLACED):
            return words("verdict.replaced"), ""
        case VerdictKind.EXPIRED:
            return words("verdict.expired", date=_date(_param(verdict, "date"), words)), ""
        case VerdictKind.ESTABLISHMENT:
            name = _short(place.party.name) if place else ""
            return words("verdict.establishment", name=name), name
        case VerdictKind.NOT_A_TRACE_CODE:
            return _foreign_headline(verdict, words), ""
        case _:
            return words(f"verdict.{kind.value}"), ""


def _foreign_headline(verdict: Verdict, words: Words) -> str:
    match verdict.reading.kind:
        case Kind.PAYMENT | Kind.PERSONAL as kind:
            return words(f"verdict.{kind.value}")
        case Kind.TRACE:
            return words("verdict.other_system", system=verdict.reading.what)
        case _ if _has(verdict, ReasonCode.CODE_IN_STORE):
            return words("verdict.in_store")
        case _ if _has(verdict, ReasonCode.CODE_INVALID, ReasonCode.CODE_UNREADABLE):
            return words("verdict.broken")
        case _:
            return words("verdict.not_a_trace_code")


def _below(verdict: Verdict, words: Words) -> list[str]:
    return [*_BELOW[verdict.kind](verdict, words), *_warnings(verdict, words)]


def _plain(*keys: str) -> _Teller:
    return lambda _, words: [words(key) for key in keys]


def _warnings(verdict: Verdict, words: Words) -> list[str]:
    told = (
        (ReasonCode.LOT_HELD, "note.lot_held"),
        (ReasonCode.RECALL_OTHER_LOTS, _part_recalled(verdict)),
        (ReasonCode.LOT_UNKNOWN, "note.lot_unknown"),
    )
    return [words(key) for code, key in told if _has(verdict, code)]


def _badly_signed(verdict: Verdict, words: Words) -> list[str]:
    signature = verdict.signature
    if signature is None:
        return [words("note.ask_seller")]
    named = words("note.claimed_issuer", issuer=_short(signature.issuer))
    return [
        words(f"note.signature.{signature.state.value}"),
        named if signature.issuer else "",
        words("note.ask_seller"),
    ]


def _well_signed(verdict: Verdict, words: Words) -> list[str]:
    signature = verdict.signature
    name = _short(signature.issuer) if signature else ""
    signed = words("note.signed_by", issuer=name) if name else ""
    if verdict.kind is VerdictKind.SIGNED_BUT_UNKNOWN:
        return [signed, words("note.ask_seller")]
    return [signed, words("note.signature.good"), *_unavailable(verdict, words)]


def _place(verdict: Verdict, words: Words) -> list[str]:
    over = _has(verdict, ReasonCode.CERTIFICATE_EXPIRED, ReasonCode.CERTIFICATE_WITHDRAWN)
    return [words("note.certificate_over") if over else "", words("note.place")]


def _expired(verdict: Verdict, words: Words) -> list[str]:
    lot = verdict.dossier.lot if verdict.dossier else None
    if not _has(verdict, ReasonCode.EXPIRED_LOT) or lot is None:
        return [words("note.expired.on_code"), words("note.ask_seller")]
    return [words("note.expired.use_by" if lot.use_by else "note.expired.best_before")]


def _known(verdict: Verdict, words: Words) -> list[str]:
    first = _warnings(verdict, words)[:1]  # a warning goes before what is merely good to know
    present = verdict.info_present
    info = [] if present is None else [words("note.info", present=present)]
    return [*first, *info, words("note.product_only")]


def _recalled(verdict: Verdict, words: Words) -> list[str]:
    order = recall(verdict)
    if order is None:
        return [words("note.ask_seller")]
    speaks = words.language
    return [
        words("note.recall.reason", reason=order.reason.in_language(speaks)),
        words("note.hotline", phone=words.phone(order.hotline))
        if order.hotline
        else words("note.ask_seller"),
        order.action.in_language(speaks) if order.action else "",
        _goods_recalled(verdict, order, words),
        words("note.recall.authority", authority=order.authority, date=words.date(order.since)),
    ]


def _goods_recalled(verdict: Verdict, order: Recall, words: Words) -> str:
    """Say which goods an order names, in its own terms: a lot, serials, a product, a party."""
    if order.gtin is None:
        named = {party.party_id: party.name for party in _parties(verdict)}
        name = named.get(order.party) if order.party else None
        return words("note.recall.party", name=name) if name else words("note.recall.one_party")
    told = [words("note.recall.lot", lot=order.lot)] if order.lot else []
    first, last = order.serial_from, order.serial_to
    if first and last:
        told.append(words("note.recall.serials", first=first, last=last))
    elif first or last:
        key = "note.recall.serials_from" if first else "note.recall.serials_to"
        told.append(words(key, serial=first or last or ""))
    if len(told) > 1:
        told[1] = told[1][0].lower() + told[1][1:]
    return ", ".join(told) or words("note.recall.all")


def _parties(verdict: Verdict) -> tuple[Party, ...]:
    if verdict.establishment:
        return (verdict.establishment.party,)
    return verdict.dossier.parties if verdict.dossier else ()


def _part_recalled(verdict: Verdict) -> str:
    """Name what to look at where a part of a product is recalled: lots, else serials."""
    item, stamp = verdict.reading.item, verdict.dossier.stamp if verdict.dossier else None
    lot = (item and item.lot) or (stamp and stamp.lot)
    some = [order for order in verdict.recalls if item and order.gtin == item.gtin]
    by_lot = not some or (not lot and any(order.lot for order in some))
    return "note.other_lots" if by_lot else "note.other_serials"


def _stamp(verdict: Verdict, words: Words) -> list[str]:
    stamp = verdict.dossier.stamp if verdict.dossier else None
    below: list[str] = []
    if verdict.kind is VerdictKind.NOT_ACTIVATED:
        below.append(words("note.not_activated"))
    if verdict.kind is VerdictKind.SUSPECTED_COPY:
        below.append(words("note.suspect"))
    if stamp and stamp.note:
        told = stamp.note.in_language(words.language)
        sold = verdict.kind is VerdictKind.SOLD
        below.append(
            words("note.sold_at", place=told) if sold else words("note.reason", reason=told)
        )
    if stamp and stamp.ended_at and verdict.kind is not VerdictKind.SUSPECTED_COPY:
        below.append(words("note.at", moment=words.moment(stamp.ended_at)))
    party = issuer(verdict)
    if party and party.phone:
        below.append(words("note.call", phone=words.phone(party.phone)))
    else:
        below.append(words("note.ask_seller"))
    return below


def _mismatch(verdict: Verdict, words: Words) -> list[str]:
    told = []
    for reason in verdict.reasons:
        values = dict(reason.params)
        code, record = values["on_code"], values["in_registry"]
        key = "note.differs.gtin"
        if reason.code == ReasonCode.EXPIRY_DIFFERS:
            key, code, record = "note.differs.expiry", _date(code, words), _date(record, words)
        elif reason.code == ReasonCode.LOT_DIFFERS:
            key = "note.differs.lot"
        told += [words(key, value=code), words("note.on_record", value=record)]
    return [*told, words("note.ask_seller")]


def _unknown(verdict: Verdict, words: Words) -> list[str]:
    below = []
    if _has(verdict, ReasonCode.SERIAL_UNKNOWN):
        below.append(words("note.serial_unknown"))
    elif verdict.reading.kind is Kind.EAN and verdict.reading.item:
        below.append(words("note.ean", code=verdict.reading.item.gtin.lstrip("0")))
    asked = verdict.answer.asked if isinstance(verdict.answer, NotFound) else ()
    if asked:
        below.append(words("note.asked", systems=", ".join(asked)))
    return [*below, words("note.unknown_not_fake")]


def _unavailable(verdict: Verdict, words: Words) -> list[str]:
    silent = words("note.network")
    if verdict.reading.kind is Kind.TRACE:
        # The fleet answers, or not: it is that system's word which is missing.
        silent = words("note.system_silent", system=_short(verdict.reading.what))
    return [silent, *_saved(verdict, words), words("note.try_again")]


def _foreign(verdict: Verdict, words: Words) -> list[str]:
    match verdict.reading.kind:
        case Kind.PAYMENT | Kind.PERSONAL as kind:
            return [words(f"note.{kind.value}")]
        case Kind.LINK | Kind.TRACE:
            host = verdict.reading.host
            named = [words("note.link_host", host=_host_shown(host))] if host else []
            return [*named, words("note.link_not_opened")]
        case _ if _has(verdict, ReasonCode.CODE_IN_STORE):
            return [words("note.in_store")]
        case _ if _has(verdict, ReasonCode.CODE_INVALID, ReasonCode.CODE_UNREADABLE):
            return [words("note.broken")]
        case _:
            return [words("note.text")]


def _host_shown(host: str) -> str:
    # Whose a host is stands at its end, where a panel that is too small would cut it off.
    return host if len(host) <= LONGEST_HOST else f"{ELLIPSIS}{host[1 - LONGEST_HOST :]}"


def _saved(verdict: Verdict, words: Words) -> list[str]:
    answer = verdict.answer
    if isinstance(answer, Found | FoundEstablishment) and answer.via is not Via.GATEWAY:
        return [words("note.last_data", moment=words.moment(answer.fetched_at))]
    return []


def _short(name: str) -> str:
    """Cut a name that no headline can hold; a screen may cut it further."""
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + ELLIPSIS


def _has(verdict: Verdict, *codes: ReasonCode) -> bool:
    return any(reason.code in codes for reason in verdict.reasons)


def _param(verdict: Verdict, name: str) -> str:
    pairs = (pair for reason in verdict.reasons for pair in reason.params)
    return next((value for key, value in pairs if key == name), "")


def _date(iso: str, words: Words) -> str:
    return words.date(date.fromisoformat(iso))


_BELOW: Mapping[VerdictKind, _Teller] = MappingProxyType(
    {
        VerdictKind.RECALLED: _recalled,
        VerdictKind.VOID: _stamp,
        VerdictKind.SOLD: _stamp,
        VerdictKind.BAD_SIGNATURE: _badly_signed,
        VerdictKind.MISMATCH: _mismatch,
        VerdictKind.SIGNED_BUT_UNKNOWN: _well_signed,
        VerdictKind.SUSPECTED_COPY: _stamp,
        VerdictKind.EXPIRED: _expired,
        VerdictKind.NOT_ACTIVATED: _stamp,
        VerdictKind.VALID_DATE_UNCHECKED: _plain("note.read_the_date"),
        VerdictKind.VALID: _plain("note.stamp_only"),
        VerdictKind.KNOWN: _known,
        VerdictKind.SIGNED_STATE_UNKNOWN: _well_signed,
        VerdictKind.ESTABLISHMENT: _place,
        VerdictKind.UNKNOWN: _unknown,
        VerdictKind.UNAVAILABLE: _unavailable,
        VerdictKind.NOT_A_TRACE_CODE: _foreign,
    }
)
