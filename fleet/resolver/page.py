"""The public page: what is recorded about a code, as plain HTML without any script.

Everything that comes from records is escaped. Nothing personal is shown: of those who answer for
goods their name and address, as the law asks for, but no telephone number.
"""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

from contract.zone import vietnam_day
from fleet.resolver.words import STEPS, WORDS, Language
from provenance.keys import ItemKey
from provenance.recalls import Hit, hit
from provenance.records import Certificate, Dossier, Lot, Recall

STYLE = (
    "body{font:18px/1.5 sans-serif;max-width:42em;margin:0 auto;padding:1em;color:#111}"
    "h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.5em}"
    "dt{color:#555}dd{margin:0 0 .5em}"
    ".alarm{background:#b00020;color:#fff;padding:1em;border-radius:.5em}"
    ".alarm strong{font-size:1.3em}.warn{background:#ffe0b2;padding:.5em 1em}"
    "footer{margin-top:2em;color:#555;font-size:.85em}"
)
_DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
CSP = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_DATES = ("harvested", "produced", "packed", "best_before", "use_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a page shows.

    Attributes:
        today: the day in Vietnam.
    """

    key: ItemKey
    dossier: Dossier
    language: Language
    today: date

    def word(self, name: str) -> str:
        """Give a word of the page, escaped."""
        return escape(WORDS[self.language][name])


def page(view: View) -> str:
    """Write the page."""
    name = escape(view.dossier.item.name.in_language(view.language))
    body = "".join(
        (
            *_recalls(view),
            f"<h1>{name}</h1>",
            *_stamp(view),
            "<dl>",
            *_product(view),
            *_lot(view),
            "</dl>",
            *_steps(view),
            *_certificates(view),
            *_footer(view),
        )
    )
    return (
        f'<!DOCTYPE html><html lang="{view.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><title>{name}</title><style>{STYLE}</style></head>'
        f"<body>{body}</body></html>"
    )


def _recalls(view: View) -> Iterator[str]:
    dossier = view.dossier
    named = (view.key.lot, dossier.stamp.lot if dossier.stamp else None)
    lots = {lot for lot in named if lot}
    issuer = dossier.stamp.issuer if dossier.stamp else None
    parties = {party for party in (dossier.item.producer, issuer) if party}
    hits = [(recall, hit(recall, view.key, lots, parties)) for recall in dossier.recalls]
    certain = [recall for recall, found in hits if found not in {None, Hit.PERHAPS}]
    if certain:
        inside = "".join(_recall(view, recall) for recall in certain)
        alarm = f"<strong>{view.word('recalled')}</strong>{inside}"
        yield f'<section id="recalls" class="alarm">{alarm}</section>'
    elif any(found is Hit.PERHAPS for _, found in hits):
        yield f'<p id="recalls" class="warn">{view.word("recalled_perhaps")}</p>'


def _recall(view: View, recall: Recall) -> str:
    said = [("reason", recall.reason.in_language(view.language)), ("authority", recall.authority)]
    said += [("since", _day(recall.since)), ("lot", recall.lot or ""), ("hotline", recall.hotline)]
    return "<dl>" + "".join(_row(view, name, text) for name, text in said) + "</dl>"


def _stamp(view: View) -> Iterator[str]:
    stamp = view.dossier.stamp
    if view.key.serial is None:
        return
    if stamp is None:
        yield f'<p class="warn">{view.word("serial_unknown")}: {escape(view.key.serial)}</p>'
        return
    said = f"{view.word('stamp')} {escape(stamp.serial)}: {view.word(f'stamp.{stamp.state}')}"
    yield f"<p>{said}</p>"


def _product(view: View) -> Iterator[str]:
    item = view.dossier.item
    producer = view.dossier.party(item.producer)
    yield _row(view, "brand", item.brand)
    yield _row(view, "net_content", item.net_content)
    yield _row(view, "origin", item.origin.in_language(view.language))
    yield _row(view, "producer", producer.name if producer else "")
    yield _row(view, "address", producer.address if producer else "")


def _lot(view: View) -> Iterator[str]:
    lot = view.dossier.lot
    if lot is None:
        if view.key.lot:
            yield _row(view, "lot", f"{view.key.lot} ({WORDS[view.language]['lot_unknown']})")
        return
    yield _row(view, "lot", lot.lot)
    for name in _DATES:
        day: date | None = getattr(lot, name)
        if day is not None:
            yield _row(view, name, _day(day) + _expired(view, lot, day))


def _expired(view: View, lot: Lot, day: date) -> str:
    over = day == lot.expires and day < view.today
    return f" – {WORDS[view.language]['expired']}" if over else ""


def _steps(view: View) -> Iterator[str]:
    if not view.dossier.steps:
        return
    yield f'<h2 id="steps">{view.word("traceability")}</h2><ol>'
    for step in view.dossier.steps:
        word = step.biz_step.replace("_", " ")
        what = STEPS.get(step.biz_step, word) if view.language == "vi" else word
        told = " · ".join(escape(text) for text in (what, step.place) if text)
        yield f"<li>{_day(vietnam_day(step.at))} · {told}</li>"
    yield "</ol>"


def _certificates(view: View) -> Iterator[str]:
    if not view.dossier.certificates:
        return
    yield f'<h2 id="certificates">{view.word("certificationInfo")}</h2><ul>'
    for one in view.dossier.certificates:
        yield f"<li>{_certificate(view, one)}</li>"
    yield "</ul>"


def _certificate(view: View, one: Certificate) -> str:
    kind = one.kind.upper().replace("_", " ")
    stars = f" {one.stars}★" if one.stars else ""
    told = f"{kind}{stars} {escape(one.number)}, {escape(one.issuer)}"
    if not one.holds_on(view.today):
        return f"<del>{told}</del> – {view.word('no_longer')}"
    return f"{told}, {view.word('until')} {_day(one.valid_until)}" if one.valid_until else told


def _footer(view: View) -> Iterator[str]:
    dossier = view.dossier
    since = _day(vietnam_day(dossier.source_time))
    source = f"{view.word('source')}: {escape(dossier.source)}, {since}"
    yield f"<footer><p>{source}</p><p>{view.word('note')}</p></footer>"


def _row(view: View, name: str, text: str) -> str:
    return f"<dt>{view.word(name)}</dt><dd>{escape(text)}</dd>" if text else ""


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
