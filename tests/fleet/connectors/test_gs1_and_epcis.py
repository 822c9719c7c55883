"""GS1's own interfaces as sources: linksets of resolvers, events of repositories."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from fleet.clock import SystemClock
from fleet.connectors.config import EpcisQuery, Gs1Resolver
from fleet.connectors.epcis import EpcisSource
from fleet.connectors.fetch import Fetcher
from fleet.connectors.gs1 import Gs1Source
from fleet.connectors.port import Question, Reason, SourceFailed
from provenance.keys import Gtin, ItemKey
from provenance.records import Dossier
from tests.support.portal import Portal, says, sends_to, status

pytestmark = pytest.mark.loopback

GTIN = Gtin("08930000000019")
PRODUCT = ItemKey(gtin=GTIN)
UNIT = ItemKey(gtin=GTIN, lot="L1", serial="S/1")
LINKSET = "application/linkset+json"
VOC = "https://ref.gs1.org/voc"


def context(path: str, name: str, **links: list[dict[str, str]]) -> dict[str, Any]:
    named = {f"{VOC}/{relation}": targets for relation, targets in links.items()}
    return {"anchor": f"https://id.gs1.org{path}", "itemDescription": name, **named}


Ask = Callable[..., Dossier | None]


@pytest.fixture
def ask_resolver(portal: Portal, fetcher: Fetcher) -> Ask:
    def ask(key: ItemKey = PRODUCT, **more: object) -> Dossier | None:
        basic = {"url": portal.url, "hosts": (portal.origin,), "ca_pem": portal.ca_pem}
        config = Gs1Resolver.model_validate(basic | more)
        source = Gs1Source("gs1", "GS1", config, fetcher, SystemClock())
        return source.lookup(Question(key=key), SystemClock().monotonic_s() + 5)

    return ask


@pytest.fixture
def ask_epcis(portal: Portal, fetcher: Fetcher) -> Ask:
    def ask(key: ItemKey = PRODUCT, **more: object) -> Dossier | None:
        basic = {"url": portal.url + "/epcis/", "hosts": (portal.origin,)}
        config = EpcisQuery.model_validate(basic | {"ca_pem": portal.ca_pem} | more)
        source = EpcisSource("Kho", config, fetcher, SystemClock())
        return source.lookup(Question(key=key), SystemClock().monotonic_s() + 5)

    return ask


def reason_of(ask: Callable[[], object]) -> Reason:
    with pytest.raises(SourceFailed) as caught:
        ask()
    return caught.value.reason


def test_a_resolver_is_asked_for_its_linkset(portal: Portal, ask_resolver: Ask) -> None:
    contexts = [context(f"/01/{GTIN}/10/L1", "Lô L1"), context(f"/01/{GTIN}", "Rau muống")]
    path = f"/01/{GTIN}/10/L1/21/S%2F1"
    portal.answers[path] = says({"linkset": contexts}, kind=LINKSET)

    dossier = ask_resolver(UNIT)

    assert dossier is not None
    assert dossier.item.name.vi == "Rau muống"
    assert (dossier.lot, dossier.stamp) == (None, None)
    assert portal.asked[0].target == f"{path}?linkType=linkset"
    assert portal.asked[0].headers["accept"] == LINKSET


def test_master_data_is_followed_on_the_list_only(portal: Portal, ask_resolver: Ask) -> None:
    link = {"href": f"{portal.url}/data", "title": "Data", "type": "application/ld+json"}
    elsewhere = link | {"href": "https://evil.example/data"}
    page = f"/01/{GTIN}"
    vi = {"@value": "Rau muống hữu cơ", "@language": "vi"}
    en = {"@value": "Water spinach", "@language": "en"}
    product = {"gs1:productName": [en, vi], "gs1:brand": {"gs1:brandName": "Vân Nội"}}
    portal.answers["/data"] = says(product | {"gs1:gtin": GTIN}, kind="application/ld+json")
    for target in (link, elsewhere):
        contexts = [context(page, "Rau", masterData=[target])]
        portal.answers[page] = says({"linkset": contexts}, kind=LINKSET)
        dossier = ask_resolver()
        assert dossier is not None
        if target is link:
            assert (dossier.item.name.vi, dossier.item.name.en) == (vi["@value"], en["@value"])
            assert dossier.item.brand == "Vân Nội"
        else:
            assert dossier.item.name.vi == "Rau"


def test_a_resolver_that_knows_nothing(portal: Portal, ask_resolver: Ask) -> None:
    assert reason_of(ask_resolver) is Reason.NOT_THERE
    assert ask_resolver(not_found_status=(404,)) is None
    portal.answers[f"/01/{GTIN}"] = says({"linkset": []}, kind=LINKSET)
    assert ask_resolver() is None


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"links": []}, Reason.SHAPE),
        ({"linkset": ["x"]}, Reason.SHAPE),
        ({"linkset": [context(f"/01/{GTIN}", "")]}, Reason.SHAPE),
        ({"linkset": [context("/01/04006381333931", "Bút")]}, Reason.OTHER_GOODS),
        ({"linkset": [{"anchor": 5}]}, Reason.OTHER_GOODS),
    ],
    ids=range(5),
)
def test_what_is_no_linkset_of_these_goods(
    portal: Portal, ask_resolver: Ask, document: object, reason: Reason
) -> None:
    portal.answers[f"/01/{GTIN}"] = says(document, kind=LINKSET)
    assert reason_of(ask_resolver) is reason


def test_a_resolver_may_hand_over_within_the_list_only(portal: Portal, ask_resolver: Ask) -> None:
    portal.answers[f"/01/{GTIN}"] = sends_to("https://other.example/01/x", 307)
    assert reason_of(ask_resolver) is Reason.HOST


def events(*several: Mapping[str, object]) -> dict[str, object]:
    results = {"resultsBody": {"eventList": list(several)}}
    return {"type": "EPCISQueryDocument", "epcisBody": {"queryResults": results}}


PACKED: dict[str, object] = {
    "type": "ObjectEvent",
    "eventTime": "2026-11-21T08:00:00+07:00",
    "bizStep": "packing",
    "readPoint": {"id": "https://id.gs1.org/414/8930000000019"},
    "epcList": [f"https://id.gs1.org/01/{GTIN}/21/S%2F1"],
}
CUT: dict[str, object] = {
    "type": "ObjectEvent",
    "eventTime": "2026-11-20T01:00:00Z",
    "bizStep": "https://ref.gs1.org/cbv/BizStep-harvesting",
    "bizLocation": {"id": "Ruộng 3"},
    "quantityList": [{"epcClass": f"https://id.gs1.org/01/{GTIN}/10/L1", "quantity": 5}],
}
URN = PACKED | {"epcList": ["urn:epc:id:sgtin:8930000.000001.S%2F1"]}
OTHER = PACKED | {"epcList": ["https://id.gs1.org/01/04006381333931/21/1"]}


@pytest.mark.parametrize(
    ("key", "query"),
    [
        (PRODUCT, f"MATCH_anyEPCClass=https%3A%2F%2Fid.gs1.org%2F01%2F{GTIN}"),
        (
            ItemKey(gtin=GTIN, lot="L1"),
            f"MATCH_anyEPCClass=https%3A%2F%2Fid.gs1.org%2F01%2F{GTIN}%2F10%2FL1",
        ),
        (UNIT, f"MATCH_anyEPC=https%3A%2F%2Fid.gs1.org%2F01%2F{GTIN}%2F21%2FS%252F1"),
    ],
    ids=["product", "lot", "unit"],
)
def test_events_are_asked_for_by_their_goods(
    portal: Portal, ask_epcis: Ask, key: ItemKey, query: str
) -> None:
    portal.answers["/epcis/events"] = says(events())
    assert ask_epcis(key) is None
    assert portal.asked[0].target == f"/epcis/events?{query}&perPage=50"


def test_events_become_steps_in_their_order(portal: Portal, ask_epcis: Ask) -> None:
    portal.answers["/epcis/events"] = says(events(PACKED, CUT, OTHER))
    dossier = ask_epcis(PRODUCT)
    assert dossier is not None
    told = [(step.biz_step, step.place, step.at) for step in dossier.steps]
    assert told == [
        ("harvesting", "Ruộng 3", datetime(2026, 11, 20, 1, tzinfo=UTC)),
        (
            "packing",
            "https://id.gs1.org/414/8930000000019",
            datetime(2026, 11, 21, 1, tzinfo=UTC),
        ),
    ]
    assert dossier.source_time == dossier.steps[-1].at


def test_urns_name_goods_too(portal: Portal, ask_epcis: Ask) -> None:
    portal.answers["/epcis/events"] = says(events(URN))
    dossier = ask_epcis(UNIT)
    assert dossier is not None
    assert len(dossier.steps) == 1


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (events(OTHER), Reason.OTHER_GOODS),
        (events(PACKED | {"epcList": 5}), Reason.OTHER_GOODS),
        (events(PACKED | {"eventTime": "gestern"}), Reason.SHAPE),
        ({"type": "EPCISDocument"}, Reason.SHAPE),
        ([], Reason.SHAPE),
    ],
    ids=range(5),
)
def test_what_is_no_answer_of_a_repository(
    portal: Portal, ask_epcis: Ask, document: object, reason: Reason
) -> None:
    portal.answers["/epcis/events"] = says(document)
    assert reason_of(lambda: ask_epcis(UNIT)) is reason


def test_a_repository_that_is_down(portal: Portal, ask_epcis: Ask) -> None:
    portal.answers["/epcis/events"] = status(502)
    assert reason_of(ask_epcis) is Reason.SERVER
