"""Chunks: what is packed is found, the same records give the same bytes, and rubbish is refused."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract import bundle
from contract.bundle import MAX_LINES_BYTES, Family, chunk_of, find, pack, parse, records
from contract.errors import BadDocument
from provenance.keys import EstablishmentKey, Gtin, ItemKey, LookupKey, TraceKey
from tests.support.dossiers import dossier

KEYS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=40)
BODIES = st.text(st.characters(exclude_characters="\n\x1f", exclude_categories=["Cs"])).map(
    str.encode
)


@given(st.dictionaries(KEYS, BODIES, max_size=30))
def test_what_is_packed_is_found(kept: dict[str, bytes]) -> None:
    chunk = pack(kept.items())
    assert {key: find(chunk, key) for key in kept} == kept
    assert dict(records(chunk)) == kept
    assert pack(reversed(list(kept.items()))) == chunk


def test_a_key_is_whole() -> None:
    chunk = pack([("08935217400102/A10", b"{}")])
    assert find(chunk, "08935217400102/A1") is None
    assert find(chunk, "8935217400102/A10") is None
    assert find(chunk, "{}") is None


def test_records_spread_over_the_chunks() -> None:
    counts = [0] * 8
    for number in range(8000):
        counts[chunk_of(f"08935217{number:06d}", 8)] += 1
    assert min(counts) > 800


@pytest.mark.parametrize(
    "chunk",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"no stream", id="text"),
        pytest.param(zlib.compress(b"a\x1f{}\n")[:-3], id="cut off"),
        pytest.param(zlib.compress(b"a\x1f{}\n") + b"more", id="more behind it"),
        pytest.param(zlib.compress(b"x" * (MAX_LINES_BYTES + 1)), id="bomb"),
    ],
)
def test_what_is_no_chunk_is_refused(chunk: bytes) -> None:
    with pytest.raises(BadDocument, match=r"bundle\.chunk"):
        find(chunk, "a")


def test_a_record_that_is_none_is_refused() -> None:
    with pytest.raises(BadDocument, match=r"bundle\.record"):
        parse(bundle.PRODUCT, b'{"item": 3}')


def test_a_record_comes_back() -> None:
    made = dossier()
    assert parse(bundle.PRODUCT, bundle.PRODUCT.dump_json(made)) == made
    assert b"\n" not in bundle.PRODUCT.dump_json(dossier(name="Gạo\ntẻ"))


def test_each_family_has_its_own_keys() -> None:
    goods = ItemKey(gtin=Gtin("08935217400102"), lot="L/1", serial="S")
    keys: dict[Family, LookupKey] = dict.fromkeys(Family, goods)
    keys[Family.ESTABLISHMENTS] = EstablishmentKey(code="8938505974194")
    assert [bundle.record_key(keys[family], family) for family in Family] == [
        "08935217400102",
        "08935217400102/L/1",
        "08935217400102/S",
        "8938505974194",
        bundle.question_id("08935217400102", "L/1", "S"),
    ]
    with pytest.raises(BadDocument, match=r"bundle\.key"):
        bundle.record_key(goods, Family.ESTABLISHMENTS)


def test_codes_of_systems_are_told_apart_and_from_goods() -> None:
    codes: tuple[LookupKey, ...] = (
        TraceKey(system="A", code="B/C"),
        TraceKey(system="A/B", code="C"),
        TraceKey(system="", code="C"),
        ItemKey(gtin=Gtin("08935217400102")),
        ItemKey(gtin=Gtin("08935217400102"), lot="C"),
        ItemKey(gtin=Gtin("08935217400102"), serial="C"),
    )
    assert len({bundle.record_key(key, Family.ANSWERS) for key in codes}) == len(codes)
