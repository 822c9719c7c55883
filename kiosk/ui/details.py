"""What is known about the goods, as rows of plain text in their fixed order.

Order: name, where from, when made and until when, who answers for it, one step back and forward,
certificates with their validity, who vouches and how old the data is, an offer last. Each row also
has a priority, by which a small screen leaves rows out; the order never changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.ui.icons.names import Icon
from kiosk.ui.sayings import allows_promotion
from kiosk.ui.words import Words
from provenance.answer import Found, Via
from provenance.records import Certificate, CertificateKind, Dossier, Lot, Step
from provenance.verdict.verdict import Verdict

_MOST_CERTIFICATES = 3
_STEPS = frozenset({
    "commissioning", "harvesting", "inspecting", "packing", "processing", "producing", "receiving",
    "retail_selling", "shipping", "slaughtering", "stocking", "storing", "transporting",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text of a row; struck where it is no longer valid."""

    text: str
    struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the detail.

    Attributes:
        task: whether a shopper needs it, so that it is set large.
        priority: the higher, the sooner it is left out; never 0.
    """

    icon: Icon
    entries: tuple[Entry, ...]
    task: bool
    priority: int


def title(dossier: Dossier, words: Words) -> tuple[str, str]:
    """Give the name of the goods, and what stands beside it: brand and content."""
    item = dossier.item
    beside = " · ".join(filter(None, (item.brand, item.net_content)))
    return item.name.in_language(words.language), beside


def rows(verdict: Verdict, words: Words, today: date | None) -> tuple[Row, ...]:
    """Put a dossier into rows.

    Args:
        today: the date in Vietnam, None without a clock to trust: then nothing is called expired.
    """
    dossier = verdict.dossier
    if dossier is None:
        return ()
    found = [
        Row(icon=Icon.PIN, entries=_origin(dossier, words), task=True, priority=3),
        Row(icon=Icon.CALENDAR, entries=_dates(dossier.lot, words), task=True, priority=1),
        Row(icon=Icon.PERSON, entries=_who(dossier, words), task=True, priority=2),
        Row(icon=Icon.ROUTE, entries=_steps(dossier, words), task=False, priority=7),
        Row(
            icon=Icon.CERTIFICATE,
            entries=_certificates(dossier, words, today),
            task=False,
            priority=5,
        ),
        Row(icon=Icon.ARCHIVE, entries=_source(verdict, dossier, words), task=False, priority=4),
        Row(
            icon=Icon.OFFER, entries=_offer(verdict, dossier, words, today), task=False, priority=9
        ),
    ]
    return tuple(row for row in found if row.entries)


def expired(certificate: Certificate, today: date | None) -> bool:
    """Say whether a certificate's time is known to be over."""
    return bool(today and certificate.valid_until and certificate.valid_until < today)


def _texts(*texts: str) -> tuple[Entry, ...]:
    return tuple(Entry(text=text) for text in texts if text)


def _origin(dossier: Dossier, words: Words) -> tuple[Entry, ...]:
    place = dossier.item.origin.in_language(words.language) or (
        dossier.lot.place if dossier.lot else ""
    )
    return _texts(words("detail.origin", place=place)) if place else ()


def _dates(lot: Lot | None, words: Words) -> tuple[Entry, ...]:
    if lot is None:
        return ()
    made = (("harvested", lot.harvested), ("produced", lot.produced), ("packed", lot.packed))
    first = next(((name, day) for name, day in made if day), None)
    texts = [words(f"detail.{first[0]}", date=words.date(first[1]))] if first else []
    until = ("use_by", lot.use_by) if lot.use_by else ("best_before", lot.best_before)
    if until[1]:
        texts.append(words(f"detail.{until[0]}", date=words.date(until[1])))
    return _texts(*texts)


def _who(dossier: Dossier, words: Words) -> tuple[Entry, ...]:
    party = dossier.party(dossier.item.producer) or next(iter(dossier.parties), None)
    if party is None:
        return ()
    return _texts(party.name, words("detail.phone", phone=party.phone) if party.phone else "")


def _steps(dossier: Dossier, words: Words) -> tuple[Entry, ...]:
    steps = sorted(dossier.steps, key=lambda step: step.at)
    back = (
        [words("detail.step_back", step=_step(steps[-2], dossier, words))] if len(steps) > 1 else []
    )
    forward = [words("detail.step_forward", step=_step(steps[-1], dossier, words))] if steps else []
    return _texts(*back, *forward)


def _step(step: Step, dossier: Dossier, words: Words) -> str:
    party = dossier.party(step.party)
    what = words(f"step.{step.biz_step if step.biz_step in _STEPS else 'other'}")
    where = step.place or (party.name if party else "")
    return words("detail.step", what=what, place=where, date=words.date(step.at.date()))


def _certificates(dossier: Dossier, words: Words, today: date | None) -> tuple[Entry, ...]:
    ranked: Sequence[Certificate] = sorted(
        dossier.certificates, key=lambda one: expired(one, today)
    )
    return tuple(_certificate(one, words, today) for one in ranked[:_MOST_CERTIFICATES])


def _certificate(certificate: Certificate, words: Words, today: date | None) -> Entry:
    name = words(f"cert.{certificate.kind.value}", stars=certificate.stars or 0)
    if certificate.kind is CertificateKind.OCOP and certificate.stars is None:
        name = "OCOP"
    if certificate.number:
        name = words("detail.cert_number", name=name, number=certificate.number)
    if certificate.valid_until is None:
        return Entry(text=name)
    over = expired(certificate, today)
    key = "detail.cert_expired" if over else "detail.cert_until"
    return Entry(text=words(key, name=name, date=words.date(certificate.valid_until)), struck=over)


def _source(verdict: Verdict, dossier: Dossier, words: Words) -> tuple[Entry, ...]:
    day = words.date(dossier.source_time.date())
    texts = [words("detail.source", source=dossier.source, date=day)]
    if isinstance(verdict.answer, Found) and verdict.answer.via is Via.CACHE:
        texts.append(words("detail.cached", moment=words.moment(verdict.answer.fetched_at)))
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
