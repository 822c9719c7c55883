"""What the wire refuses, and that nothing but its own errors comes out of it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from contract import wire
from contract.errors import BadMessage, ContractError, NewerVersion, UnknownKind
from contract.messages import MESSAGES, Ack, Birth, Presence
from contract.model import Moment

ACK = {
    "kind": "ack",
    "version": "1.0",
    "outbox_id": "0f4a2c1e-7d55-4d43-9a3e-0e6b0a6f9b10",
    "through": 3,
}


def encoded(**changes: object) -> bytes:
    return json.dumps(ACK | changes).encode()


def outcome(payload: bytes) -> str:
    try:
        wire.decode(payload)
    except ContractError as error:
        return error.code
    return "message.read"


@pytest.mark.parametrize(
    ("payload", "error", "code"),
    [
        (b"", BadMessage, "message.not_json"),
        (b"\xff\xfe", BadMessage, "message.not_json"),
        (b"[" * 100_000, BadMessage, "message.not_json"),
        (json.dumps(ACK).encode("utf-16"), BadMessage, "message.not_json"),
        (json.dumps(ACK).encode("utf-8-sig"), BadMessage, "message.not_json"),
        (encoded(note="?").replace(b"?", b"\xed\xa0\x80"), BadMessage, "message.not_json"),
        (b"[]", BadMessage, "message.no_kind"),
        (b'{"kind": 7}', BadMessage, "message.no_kind"),
        (b'{"kind": "ack"}', BadMessage, "message.no_version"),
        (encoded(version="one.0"), BadMessage, "message.no_version"),
        (encoded(version="99999.0"), BadMessage, "message.no_version"),
        (encoded(version="2.0"), NewerVersion, "message.newer_version"),
        (encoded(kind="teleport"), UnknownKind, "message.unknown_kind"),
        (encoded(through=-1), BadMessage, "message.invalid"),
        (encoded(version="1"), BadMessage, "message.invalid"),
        (b" " * (wire.MAX_MESSAGE_BYTES + 1), BadMessage, "message.too_long"),
    ],
)
def test_a_bad_message_is_refused_with_its_reason(
    payload: bytes, error: type[BadMessage], code: str
) -> None:
    with pytest.raises(error) as caught:
        wire.decode(payload)
    assert caught.value.code == code


def test_a_refusal_names_the_field() -> None:
    with pytest.raises(BadMessage) as caught:
        wire.decode(encoded(through="many"))
    assert caught.value.params["where"] == "through"


def test_a_newer_unknown_kind_is_newer_before_it_is_unknown() -> None:
    with pytest.raises(NewerVersion):
        wire.decode(encoded(kind="teleport", version="2.0"))


def test_a_message_of_another_kind_is_refused() -> None:
    with pytest.raises(BadMessage) as caught:
        wire.decode_as(Birth, wire.encode(Presence(online=True, session=1)))
    assert caught.value.code == "message.other_kind"


def test_a_moment_without_offset_is_refused() -> None:
    command = {
        "kind": "command",
        "version": "1.0",
        "command_id": ACK["outbox_id"],
        "name": "screenshot",
        "deadline": "2026-11-22T08:00:00",
    }
    with pytest.raises(BadMessage) as caught:
        wire.decode(json.dumps(command).encode())
    assert caught.value.params["where"] == "deadline"


@given(st.binary(max_size=300))
def test_any_bytes_give_a_message_or_an_error_of_the_contract(payload: bytes) -> None:
    assert outcome(payload).startswith("message.")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@given(st.sampled_from(sorted(MESSAGES)), st.dictionaries(st.text(max_size=12), JSON))
def test_any_object_gives_a_message_or_an_error_of_the_contract(
    kind: str, fields: dict[str, object]
) -> None:
    document = fields | {"kind": kind, "version": "1.0"}
    assert outcome(json.dumps(document).encode()).startswith("message.")


@given(st.integers(min_value=0, max_value=2**53), st.uuids())
def test_what_is_written_is_read_again(through: int, outbox_id: object) -> None:
    message = Ack.model_validate({"outbox_id": outbox_id, "through": through})
    assert wire.decode(wire.encode(message)) == message


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "2026-11-22T00:00:00"]
)
def test_a_moment_that_has_no_place_in_every_time_zone_is_refused(text: str) -> None:
    moments: TypeAdapter[Moment] = TypeAdapter(Moment)
    with pytest.raises(ValidationError, match="a moment"):
        moments.validate_json(f'"{text}"')


@pytest.mark.parametrize(
    "payload",
    [
        b'{"kind":"presence","version":"1.0","online":true,"session":9223372036854775808}',
        b'{"kind":"health","version":"1.0","at":"2026-11-22T05:00:00Z","probes":{'
        + b",".join(b'"p%d":{}' % number for number in range(201))
        + b"}}",
    ],
    ids=["session", "probes"],
)
def test_what_no_database_should_hold_is_refused(payload: bytes) -> None:
    with pytest.raises(BadMessage, match=r"message\.invalid"):
        wire.decode(payload)
