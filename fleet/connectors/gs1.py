"""A GS1-Conformant Resolver as a source: which links it has for goods, and the product's name.

GS1-Conformant Resolver 1.2 and RFC 9264: `linkType=linkset` answers with a document of contexts,
each with an `anchor` (the goods) and an `itemDescription`. That a resolver has links says that it
knows the product, never that a unit is genuine. Master data (GS1 Web Vocabulary) is followed once,
and only on a host of the list; any other link is for people, and none is opened.
"""

import logging
from collections.abc import Iterator
from urllib.parse import quote

from fleet.clock import Clock
from fleet.connectors import dossiers
from fleet.connectors.config import Gs1Resolver
from fleet.connectors.documents import plain_text
from fleet.connectors.dossiers import Draft
from fleet.connectors.fetch import Fetcher
from fleet.connectors.matching import may_know
from fleet.connectors.port import Question, Reason, SourceFailed
from provenance.codes import read
from provenance.keys import Gtin
from provenance.records import Dossier

LINKSET = "application/linkset+json"
MASTER_DATA = "/voc/masterData"
_VOCABULARY = "gs1:"

_log = logging.getLogger(__name__)


class Gs1Source:
    """A connector of the kind `gs1_resolver`."""

    def __init__(
        self, name: str, title: str, config: Gs1Resolver, fetcher: Fetcher, clock: Clock
    ) -> None:
        self._name = name
        self._title = title
        self._config = config
        self._fetcher = fetcher
        self._clock = clock

    def match(self, question: Question) -> bool:
        """Tell whether it may know what is asked: goods by their key only."""
        return question.key is not None and may_know(self._title, self._config, question)

    def lookup(self, question: Question, end_s: float) -> Dossier | None:
        """Ask it; see `fleet.connectors.port.Connector`."""
        key = question.key
        if key is None:
            raise SourceFailed(Reason.CONFIGURATION, "a resolver knows GS1 keys only")
        path = f"/01/{key.gtin}"
        for ai, value in (("10", key.lot), ("21", key.serial)):
            path += f"/{ai}/{quote(value, safe='')}" if value else ""
        url = f"{self._config.url.rstrip('/')}{path}?linkType=linkset"
        fetched = self._fetcher.get(self._config, url, end_s, accept=LINKSET)
        if fetched.not_known:
            return None
        contexts = _contexts(fetched.document)
        if not contexts:
            return None
        ours = [one for one in contexts if _gtin_of(one.get("anchor")) == key.gtin]
        if not ours:
            raise SourceFailed(Reason.OTHER_GOODS, "no anchor names the goods")
        draft: Draft = {"item": {"name": {"vi": _name(ours)}}}
        if fetched.changed_at is not None:
            draft["source_time"] = fetched.changed_at
        if self._config.master_data:
            self._add_master_data(draft, ours, key.gtin, end_s)
        return dossiers.build(draft, question, title=self._title, fetched_at=self._clock.now())

    def _add_master_data(
        self, draft: Draft, contexts: list[dict[str, object]], gtin: Gtin, end_s: float
    ) -> None:
        url = next(_master_data(contexts), None)
        if url is None:
            return
        try:
            fetched = self._fetcher.get(self._config, url, end_s, accept="application/ld+json")
            found = _product(fetched.document, gtin)
        except SourceFailed as error:
            # What the linkset said holds without it.
            _log.info("%s: no master data: %s", self._name, error)
            return
        names = found.pop("name", {})
        draft["item"] |= found
        draft["item"]["name"] |= names


def _contexts(document: object) -> list[dict[str, object]]:
    contexts = document.get("linkset") if isinstance(document, dict) else None
    if not isinstance(contexts, list) or not all(isinstance(one, dict) for one in contexts):
        raise SourceFailed(Reason.SHAPE, "linkset: a list of contexts was expected")
    return contexts


def _gtin_of(anchor: object) -> Gtin | None:
    if not isinstance(anchor, str):
        return None
    item = read(anchor, "]Q1").item
    return item.gtin if item else None


def _name(contexts: list[dict[str, object]]) -> str:
    """Take the description of the product itself, whose anchor is the shortest."""
    by_level = sorted(contexts, key=lambda one: len(str(one.get("anchor"))))
    names = (plain_text(one.get("itemDescription")) for one in by_level)
    return next((name for name in names if name), "")


def _master_data(contexts: list[dict[str, object]]) -> Iterator[str]:
    for context in contexts:
        for relation, links in context.items():
            if not relation.endswith(MASTER_DATA) or not isinstance(links, list):
                continue
            for link in links:
                href = link.get("href") if isinstance(link, dict) else None
                if isinstance(href, str) and "json" in str(link.get("type", "json")):
                    yield href


def _product(document: object, gtin: Gtin) -> Draft:
    """Read a `gs1:Product` (JSON-LD) as far as a product's record goes."""
    if not isinstance(document, dict):
        raise SourceFailed(Reason.SHAPE, "an object was expected")
    values = {name.removeprefix(_VOCABULARY): value for name, value in document.items()}
    said = plain_text(_text(values.get("gtin")))
    if said and said.zfill(14) != gtin:
        raise SourceFailed(Reason.OTHER_GOODS, "master data of other goods")
    found: Draft = {}
    names = {name: _text(values.get("productName"), name) for name in ("vi", "en")}
    found["name"] = {name: text for name, text in names.items() if text}
    brand = values.get("brand")
    if isinstance(brand, dict):
        found["brand"] = _text(brand.get("brandName") or brand.get("gs1:brandName"))
    return {name: value for name, value in found.items() if value}


def _text(value: object, language: str = "") -> str:
    """Read a text of JSON-LD: bare, with `@value`, or one of several languages."""
    several = value if isinstance(value, list) else [value]
    for one in several:
        if isinstance(one, dict):
            if not language or str(one.get("@language", language)).startswith(language):
                return plain_text(one.get("@value"))
        elif isinstance(one, str) and language != "en":
            return plain_text(one)
    return ""
