"""The way of goods as the console shows it."""

import pytest
from starlette.testclient import TestClient

from fleet.api.console_parts import ConsoleParts
from fleet.epcis.store import store
from provenance.epcis import parse
from tests.provenance.epcis.documents import document
from tests.provenance.test_lineage import lot, made, moved, party

GTIN = "08935001200017"


@pytest.fixture(autouse=True)
def _stored(parts: ConsoleParts) -> None:
    events = parse(
        document(
            made(1, ["seed"], ["rice"], bizLocation={"id": "https://id.gs1.org/414/8935001200000"}),
            moved(2, [lot("rice")], 1, 2),
            made(3, ["rice"], ["noodles"]),
        )
    ).events
    with parts.database.write() as session:
        store(session, events, now=parts.clock.now(), job=None)


def test_a_lot_is_shown_with_its_neighbours(viewer: TestClient) -> None:
    answer = viewer.get(f"/api/chains/lots/{GTIN}/rice")
    assert answer.status_code == 200
    chain = answer.json()
    assert [(node["lot"], node["depth"]) for node in chain["nodes"]] == [
        ("seed", -1),
        ("rice", 0),
        ("noodles", 1),
    ]
    assert (chain["made_of"], chain["made"]) == ([lot("seed")], [lot("noodles")])
    assert (chain["holder"], chain["givers"], chain["takers"]) == (party(2), [party(1)], [])
    assert chain["cut"] is False
    (_, shipped, _) = chain["nodes"][1]["happenings"]
    assert (shipped["biz_step"], shipped["giver"]) == ("shipping", party(1))
    found = viewer.get(f"/epcis/events/{shipped['event'].replace('/', '%2F').replace('?', '%3F')}")
    assert found.status_code == 200


def test_another_holder_sees_other_steps(viewer: TestClient) -> None:
    address = f"/api/chains/lots/{GTIN[1:]}/rice"
    chain = viewer.get(address, params={"holder": party(1)}).json()
    assert (chain["givers"], chain["takers"]) == ([], [party(2)])


def test_goods_of_which_nothing_is_known_have_an_empty_way(viewer: TestClient) -> None:
    chain = viewer.get(f"/api/chains/units/{GTIN}/a/b%25").json()
    (node,) = chain["nodes"]
    assert (node["serial"], node["happenings"], chain["holder"]) == ("a/b%", [], None)


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/chains/lots/1/x", 404, "chain.no_goods"),
        (f"/api/chains/lots/{GTIN}/x?depth=99", 422, "request.invalid"),
        (f"/api/chains/units/{GTIN}/%00", 422, "request.invalid"),
    ],
)
def test_what_has_no_way_is_told(viewer: TestClient, address: str, status: int, code: str) -> None:
    answer = viewer.get(address)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
