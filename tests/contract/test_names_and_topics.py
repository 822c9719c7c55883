"""Station ids, the topic tree, and that a document about them says what the code does."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract import gateway, topics
from contract.errors import BadName, BadTopic
from contract.names import StationId, parse_station_id
from contract.topics import DELIVERY, Down, Up

STATION = StationId("cho-mo-1")
WIRE = Path(__file__).resolve().parents[2] / "docs" / "wire.md"


@pytest.mark.parametrize("text", ["a", "h1", "cho-mo-1", "0", "a" * 40])
def test_a_good_station_id_is_taken(text: str) -> None:
    assert parse_station_id(text) == text


@pytest.mark.parametrize(
    "text", ["", "-a", "a-", "A", "chợ", "a/b", "a+b", "#", "a b", "a" * 41, "a\n", "$share"]
)
def test_a_station_id_that_a_topic_could_not_hold_is_refused(text: str) -> None:
    with pytest.raises(BadName) as caught:
        parse_station_id(text)
    assert caught.value.code == "station_id.pattern"


@pytest.mark.parametrize("text", ["fleet-", "fleet-ingest-1", "fleet-x"])
def test_a_name_of_a_worker_is_never_a_station(text: str) -> None:
    with pytest.raises(BadName):
        parse_station_id(text)


@pytest.mark.parametrize("leaf", list(Up))
def test_a_topic_of_a_station_is_taken_apart_again(leaf: Up) -> None:
    assert topics.parse_up(topics.up(STATION, leaf)) == (STATION, leaf)


@pytest.mark.parametrize("leaf", list(Down))
def test_a_topic_to_a_station_is_taken_apart_again(leaf: Down) -> None:
    assert topics.parse_down(topics.down(STATION, leaf)) == (STATION, leaf)


@given(st.text(max_size=60))
def test_any_other_topic_is_refused(text: str) -> None:
    with pytest.raises(BadTopic):
        topics.parse_up(text)
    with pytest.raises(BadTopic):
        topics.parse_down(f"tq/v1/{text}/up/scans")


def test_every_topic_has_its_delivery() -> None:
    assert set(DELIVERY) == {*Up, *Down}


def test_a_shared_subscription_names_its_group() -> None:
    assert topics.all_up("ingest") == "$share/ingest/tq/v1/+/up/+"
    assert topics.all_up() == "tq/v1/+/up/+"
    assert topics.all_down(STATION) == "tq/v1/cho-mo-1/down/+"


def test_the_document_lists_every_topic_with_its_delivery() -> None:
    rows = re.findall(r"^\| `(up|down)/(\w+)` \|[^|]*\| (.+) \|$", WIRE.read_text(), re.MULTILINE)
    documented = {f"{direction}/{leaf}": delivery for direction, leaf, delivery in rows}
    expected = {}
    for leaf, delivery in DELIVERY.items():
        direction = "up" if isinstance(leaf, Up) else "down"
        kept = "retained" if delivery.retained else "not retained"
        if leaf is Down.COMMAND:
            ends = "expiry = deadline"
        else:
            ends = f"expiry {delivery.expiry_s} s" if delivery.expiry_s else "no expiry"
        expected[f"{direction}/{leaf}"] = f"QoS {delivery.qos}, {kept}, {ends}"
    assert documented == expected


def test_the_document_lists_every_path() -> None:
    documented = set(
        re.findall(r"^\| `[A-Z]+ (/station/v1/[^`]+)`", WIRE.read_text(), re.MULTILINE)
    )
    assert documented == {
        gateway.ENROL,
        gateway.RENEW,
        gateway.LOOKUP,
        gateway.ESTABLISHMENT,
        gateway.TRACE,
        gateway.ARTIFACT,
        gateway.UPLOAD,
    }
