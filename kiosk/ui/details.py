"""What is known about the goods, as rows of plain text in their fixed order.

Order: name, where from, when made and until when, who answers for it, one step back and forward,
certificates with their validity, who vouches and how old the data is, an offer last. Each row also
has a priority, by which a small screen leaves rows out; the order never changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.clock import HANOI
from kiosk.ui.icons.names import Icon
from kiosk.ui.sayings import allows_promotion
from kiosk.ui.words import Words
from provenance.answer import Found, FoundEstablishment, Via
from provenance.chain import in_order, neighbours
from provenance.records import (
    Certificate,
    CertificateKind,
    CertificateState,
    Dossier,
    Establishment,
    Lot,
    Step,
)
from provenance.verdict.verdict import Verdict

_MOST_CERTIFICATES = 3
_STEPS = frozenset({
    "commissioning", "harvesting", "inspecting", "packing", "processing", "producing", "receiving",
    "retail_selling", "shipping", "slaughtering", "stocking", "storing", "transporting",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text of a row.

    Attributes:
        task: whether a shopper needs it, so that it is set large.
        struck: no longer valid.
    """

    text: str
    task: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the detail.

    Attributes:
        priority: the higher, the sooner it is left out; never 0.
    """

    icon: Icon
    entries: tuple[Entry, ...]
    priority: int


def title(verdict: Verdict, words: Words) -> tuple[str, str]:
    """Give the name of the goods, and what stands beside it: brand and content.

    Of an establishment its name, and the chain that it belongs to; without either, nothing.
    """
    if verdict.establishment:
        party = verdict.establishment.party
        return party.name, party.chain
    if verdict.dossier is None:
        return "", ""
    item = verdict.dossier.item
    beside = " · ".join(filter(None, (item.brand, item.net_content)))
    return item.name.in_language(words.language), beside


def rows(verdict: Verdict, words: Words, today: date | None) -> tuple[Row, ...]:
    """Put what is known of goods or an establishment into rows.

    Args:
        today: the date in Vietnam, None without a clock to trust: then nothing is called expired.
    """
    if verdict.establishment:
        found = _establishment(verdict, verdict.establishment, words, today)
    elif verdict.dossier:
        found = _goods(verdict, verdict.dossier, words, today)
    else:
        found = []
    return tuple(row for row in found if row.entries)


def _goods(verdict: Verdict, dossier: Dossier, words: Words, today: date | None) -> list[Row]:
    papers = _certificates(dossier.certificates, words, today)
    return [
        Row(icon=Icon.PIN, entries=_origin(dossier, words), priority=3),
        Row(icon=Icon.CALENDAR, entries=_dates(dossier.lot, words), priority=1),
        Row(icon=Icon.PERSON, entries=_who(dossier, words), priority=2),
        Row(icon=Icon.ROUTE, entries=_steps(dossier, words), priority=7),
        Row(icon=Icon.CERTIFICATE, entries=papers, priority=5),
        Row(icon=Icon.ARCHIVE, entries=_source(verdict, dossier, words), priority=4),
        Row(icon=Icon.OFFER, entries=_offer(verdict, dossier, words, today), priority=9),
    ]


def _establishment(
    verdict: Verdict, known: Establishment, words: Words, today: date | None
) -> list[Row]:
    party, place = known.party, next(iter(known.locations), None)
    where = [place.name, place.address] if place else [party.address]
    phone = words("detail.phone", phone=words.phone(party.phone)) if party.phone else ""
    papers = _certificates(known.certificates, words, today)
    return [
        Row(icon=Icon.PIN, entries=_tasks(*dict.fromkeys(where)), priority=1),
        Row(icon=Icon.PERSON, entries=_tasks(phone), priority=2),
        Row(icon=Icon.CERTIFICATE, entries=papers, priority=3),
        Row(icon=Icon.ARCHIVE, entries=_source(verdict, known, words), priority=4),
    ]


def expired(certificate: Certificate, today: date | None) -> bool:
    """Say whether a certificate's time is known to be over."""
    return bool(today and certificate.valid_until and certificate.valid_until < today)


def _tasks(*texts: str) -> tuple[Entry, ...]:
    return tuple(Entry(text=text, task=True) for text in texts if text)


def _texts(*texts: str) -> tuple[Entry, ...]:
    return tuple(Entry(text=text) for text in texts if text)


def _origin(dossier: Dossier, words: Words) -> tuple[Entry, ...]:
    place = dossier.item.origin.in_language(words.language)
    place = place or (dossier.lot.place if dossier.lot else "")
    return (Entry(text=words("detail.origin", place=place), task=True),) if place else ()


def _dates(lot: Lot | None, words: Words) -> tuple[Entry, ...]:
    if lot is None:
        return ()
    key, until = ("use_by", lot.use_by) if lot.use_by else ("best_before", lot.best_before)
    made = (("harvested", lot.harvested), ("produced", lot.produced), ("packed", lot.packed))
    texts = [words(f"detail.{name}", date=words.date(day)) for name, day in made if day][:1]
    entries = _texts("\xa0· ".join([*texts, words("detail.lot", lot=lot.lot)]))
    if until is None:
        return entries
    return (Entry(text=words(f"detail.{key}", date=words.date(until)), task=True), *entries)


def _who(dossier: Dossier, words: Words) -> tuple[Entry, ...]:
    party = dossier.party(dossier.item.producer) or next(iter(dossier.parties), None)
    if party is None:
        return ()
    if not party.phone:
        return (Entry(text=party.name, task=True),)
    return (
        Entry(text=party.name),
        Entry(text=words("detail.phone", phone=words.phone(party.phone)), task=True),
    )


def _steps(dossier: Dossier, words: Words) -> tuple[Entry, ...]:
    """Tell from whom who answers for the goods got them, to whom they went, what came last."""
    answers = dossier.party(dossier.item.producer) or next(iter(dossier.parties), None)
    near = neighbours(dossier, answers.party_id) if answers else None
    back = dossier.party(near.back) if near else None
    forward = dossier.party(near.forward) if near else None
    latest = in_order(dossier)[-1:]
    return _texts(
        words("detail.step_back", name=back.name) if back else "",
        words("detail.step_forward", name=forward.name) if forward else "",
        *(words("detail.latest", step=_step(step, dossier, words)) for step in latest),
    )


def _step(step: Step, dossier: Dossier, words: Words) -> str:
    party = dossier.party(step.party)
    what = words(f"step.{step.biz_step if step.biz_step in _STEPS else 'other'}")
    where = step.place or (party.name if party else "")
    told = (what, where, words.date(step.at.astimezone(HANOI).date()))
    return ", ".join(filter(None, told))


def _certificates(
    papers: Sequence[Certificate], words: Words, today: date | None
) -> tuple[Entry, ...]:
    ranked = sorted(papers, key=lambda one: _is_withdrawn(one) or expired(one, today))
    return tuple(_certificate(one, words, today) for one in ranked[:_MOST_CERTIFICATES])


def _certificate(certificate: Certificate, words: Words, today: date | None) -> Entry:
    name = words(f"cert.{certificate.kind.value}", stars=certificate.stars or 0)
    if certificate.kind is CertificateKind.OCOP and certificate.stars is None:
        name = "OCOP"
    if certificate.number:
        name = words("detail.cert_number", name=name, number=certificate.number)
    if _is_withdrawn(certificate):
        return Entry(text=words("detail.cert_withdrawn", name=name), struck=True)
    if certificate.valid_until is None:
        return Entry(text=name)
    over = expired(certificate, today)
    key = "detail.cert_expired" if over else "detail.cert_until"
    return Entry(text=words(key, name=name, date=words.date(certificate.valid_until)), struck=over)


def _is_withdrawn(certificate: Certificate) -> bool:
    return certificate.state is not CertificateState.ISSUED


def _source(verdict: Verdict, known: Dossier | Establishment, words: Words) -> tuple[Entry, ...]:
    answer = verdict.answer
    day = words.date(known.source_time.astimezone(HANOI).date())
    texts = [words("detail.source", source=known.source, date=day)]
    if isinstance(answer, Found | FoundEstablishment) and answer.via is not Via.GATEWAY:
        texts.append(words("detail.cached", moment=words.moment(answer.fetched_at)))
    if verdict.info_present is not None:
        texts.append(words("note.info", present=verdict.info_present))
    return _texts(*texts)


def _offer(
    verdict: Verdict, dossier: Dossier, words: Words, today: date | None
) -> tuple[Entry, ...]:
    if today is None or not allows_promotion(verdict):
        return ()
    running = (one for one in dossier.promotions if one.valid_from <= today <= one.valid_until)
    offers = [
        words("detail.promotion", sponsor=one.sponsor, text=one.text.in_language(words.language))
        for one in running
    ]
    return _texts(*offers[:1])
