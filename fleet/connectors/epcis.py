"""An EPCIS 2.0 repository as a source: what happened to the goods, told as steps.

The events of a unit, a lot or a product are asked for by its GS1 Digital Link on id.gs1.org, the
form of identifiers in CBV 2.0 (`MATCH_anyEPC`, `MATCH_anyEPCClass`). An event counts only if it
names the goods itself, since a repository that doesn't know a parameter may answer with everything.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from fleet.clock import Clock
from fleet.connectors import dates, dossiers
from fleet.connectors.config import DateForm, EpcisQuery
from fleet.connectors.documents import plain_text
from fleet.connectors.dossiers import Draft
from fleet.connectors.fetch import Fetcher
from fleet.connectors.matching import may_know
from fleet.connectors.port import Question, Reason, SourceFailed
from provenance.epcis.epc import canonical, goods_of
from provenance.keys import ItemKey
from provenance.records import Dossier

ROOT = "https://id.gs1.org"
_EPC_LISTS = ("epcList", "childEPCs", "inputEPCList", "outputEPCList")
_QUANTITY_LISTS = (
    *("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"),
)


class EpcisSource:
    """A connector of the kind `epcis`."""

    def __init__(self, title: str, config: EpcisQuery, fetcher: Fetcher, clock: Clock) -> None:
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
            raise SourceFailed(Reason.CONFIGURATION, "a repository knows GS1 keys only")
        query = urlencode({**_query(key), "perPage": self._config.most_events})
        url = f"{self._config.url.rstrip('/')}/events?{query}"
        fetched = self._fetcher.get(self._config, url, end_s)
        if fetched.not_known:
            return None
        events = _events(fetched.document)
        ours = [one for one in events[: self._config.most_events] if _names(one, key)]
        if events and not ours:
            raise SourceFailed(Reason.OTHER_GOODS, "no event names the goods")
        if not ours:
            return None
        draft: Draft = {
            "item": {"name": {"vi": f"GTIN {key.gtin}"}},
            "steps": sorted(map(_step, ours), key=_at),
        }
        draft["source_time"] = draft["steps"][-1]["at"]
        return dossiers.build(draft, question, title=self._title, fetched_at=self._clock.now())


def _at(step: dict[str, Any]) -> datetime:
    at: datetime = step["at"]
    return at


def _query(key: ItemKey) -> dict[str, str]:
    goods = f"{ROOT}/01/{key.gtin}"
    if key.serial:
        return {"MATCH_anyEPC": f"{goods}/21/{quote(key.serial, safe='')}"}
    lot = f"/10/{quote(key.lot, safe='')}" if key.lot else ""
    return {"MATCH_anyEPCClass": goods + lot}


def _events(document: object) -> list[dict[str, object]]:
    """Find the events of an `EPCISQueryDocument`."""
    found = document
    for name in ("epcisBody", "queryResults", "resultsBody", "eventList"):
        found = found.get(name) if isinstance(found, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise SourceFailed(Reason.SHAPE, "eventList: a list of events was expected")
    return found


def _names(event: dict[str, object], key: ItemKey) -> bool:
    for identifier in _identifiers(event):
        goods = goods_of(canonical(identifier))
        if goods is None or goods.gtin != key.gtin:
            continue
        if goods.serial == key.serial if key.serial else key.lot in {None, goods.lot}:
            return True
    return False


def _identifiers(event: dict[str, object]) -> Iterator[str]:
    for name in _EPC_LISTS:
        found = event.get(name)
        for one in found if isinstance(found, list) else []:
            if isinstance(one, str):
                yield one
    for name in _QUANTITY_LISTS:
        found = event.get(name)
        for one in found if isinstance(found, list) else []:
            if isinstance(one, dict) and isinstance(one.get("epcClass"), str):
                yield one["epcClass"]
    parent = event.get("parentID")
    if isinstance(parent, str):
        yield parent


def _step(event: dict[str, object]) -> dict[str, Any]:
    try:
        at = dates.to_moment(plain_text(event.get("eventTime")), DateForm.ISO)
    except ValueError as error:
        raise SourceFailed(Reason.SHAPE, "eventTime: no moment") from error
    place = event.get("bizLocation") or event.get("readPoint")
    where = place.get("id") if isinstance(place, dict) else place
    return {
        "at": at,
        "biz_step": _word(plain_text(event.get("bizStep"))) or plain_text(event.get("type")),
        "place": plain_text(where),
    }


def _word(step: str) -> str:
    """Give the bare word of a business step: CBV 2.0 writes it bare, as URI or as URN."""
    return step.rpartition("BizStep-")[2].rpartition(":")[2]
