"""The registry's file: its form, its joins, and that all of it says that it is invented."""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import astuple, fields, replace
from datetime import date, timedelta
from typing import Any

import pytest

from deploy.demo.material.catalogue import COMPANY_PREFIX, gtin_of, read_catalogue
from deploy.demo.material.records import Records, Scoped, records_of, to_json
from fleet.registry.document import parse
from provenance.keys import parse_gtin
from provenance.records import (
    Certificate,
    CertificateKind,
    CertificateScope,
    Lot,
    Party,
    Promotion,
    Recall,
    Stamp,
    StampState,
    Step,
    TradeItem,
)

TODAY = date(2026, 11, 22)
DAYS = (TODAY, date(2027, 1, 1), date(2028, 2, 29), date(2030, 12, 31))
NOT_YET_ACTIVE = {StampState.ISSUED, StampState.AT_PRINTER, StampState.INACTIVE}
ENDED = {StampState.SOLD, StampState.VOID, StampState.REPLACED, StampState.SUSPECT}


@pytest.fixture(params=DAYS, ids=str)
def records(request: pytest.FixtureRequest) -> Records:
    today: date = request.param
    return records_of(read_catalogue(), today)


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a JSON file holds
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(key)
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def test_the_same_day_gives_the_same_file() -> None:
    first, second = (to_json(records_of(read_catalogue(), TODAY)) for _ in range(2))
    assert first == second
    assert first != to_json(records_of(read_catalogue(), TODAY + timedelta(days=1)))


def test_the_file_holds_the_fields_of_the_records() -> None:
    file = json.loads(to_json(records_of(read_catalogue(), TODAY)))
    plain = {
        "trade_items": TradeItem,
        "parties": Party,
        "lots": Lot,
        "stamps": Stamp,
        "recalls": Recall,
    }
    scoped = {"certificates": Certificate, "steps": Step, "promotions": Promotion}
    assert set(file) == {"source", "source_time", *plain, *scoped}
    for name, kind in plain.items():
        for row in file[name]:
            assert set(row) == {field.name for field in fields(kind)}
    for name, kind in scoped.items():
        for row in file[name]:
            assert set(row) == {"gtin", "lot", "record"}
            assert set(row["record"]) == {field.name for field in fields(kind)}


def scoped(row: Scoped[Certificate]) -> Certificate:
    """Say of a paper what its row says: it speaks of a lot, or of the product."""
    scope = CertificateScope.LOT if row.lot else CertificateScope.PRODUCT
    return replace(row.record, scope=scope)


def test_the_fleet_reads_the_file_back(records: Records) -> None:
    file = parse(to_json(records).encode())
    for field in fields(Records):
        ours, theirs = getattr(records, field.name), getattr(file, field.name)
        if field.name == "certificates":
            told = [
                (paper.subject.gtin, paper.subject.lot, paper.record) for paper in file.certificates
            ]
            assert told == [(row.gtin, row.lot, scoped(row)) for row in ours]
        elif field.name in {"steps", "promotions"}:
            assert [astuple(row) for row in theirs] == [astuple(row) for row in ours]
        else:
            assert theirs == ours


def test_dates_and_moments_are_iso_8601() -> None:
    file = json.loads(to_json(records_of(read_catalogue(), TODAY)))
    assert file["lots"][0]["harvested"] == "2026-11-21"
    assert file["steps"][0]["record"]["at"] == "2026-11-21T04:40:00+07:00"
    assert file["source_time"] == "2026-11-22T00:00:00+07:00"


def test_every_gtin_is_valid_and_of_the_invented_company(records: Records) -> None:
    gtins = [item.gtin for item in records.trade_items]
    assert len(gtins) == len(set(gtins)) >= 30
    for gtin in gtins:
        assert parse_gtin(gtin) == gtin
        assert gtin.startswith(f"0{COMPANY_PREFIX}")
    assert gtin_of(11) == "08939999000116"


def test_every_join_finds_its_row(records: Records) -> None:
    gtins = {item.gtin for item in records.trade_items}
    parties = {party.party_id for party in records.parties}
    lots = {(lot.gtin, lot.lot) for lot in records.lots}
    assert {item.producer for item in records.trade_items} <= parties
    assert {lot.gtin for lot in records.lots} == gtins
    assert {(stamp.gtin, stamp.lot) for stamp in records.stamps} <= lots
    assert {stamp.issuer for stamp in records.stamps} <= parties
    assert {(row.gtin, row.lot) for row in records.steps} == lots
    assert {row.record.party for row in records.steps} <= parties
    assert {row.gtin for row in records.promotions} <= gtins
    for gtin, lot in (
        *((row.gtin, row.lot) for row in records.certificates),
        *((row.gtin, row.lot) for row in records.recalls),
    ):
        assert gtin in gtins
        assert lot is None or (gtin, lot) in lots


def test_keys_are_unique(records: Records) -> None:
    for keys in (
        [party.party_id for party in records.parties],
        [(lot.gtin, lot.lot) for lot in records.lots],
        [(stamp.gtin, stamp.serial) for stamp in records.stamps],
        [recall.recall_id for recall in records.recalls],
    ):
        assert len(keys) == len(set(keys))


def test_all_is_marked_as_invented(records: Records) -> None:
    assert "minh họa" in records.source
    names = [
        *(party.name for party in records.parties),
        *(item.brand for item in records.trade_items),
        *(row.record.issuer for row in records.certificates),
        *(row.record.sponsor for row in records.promotions),
        *(recall.authority for recall in records.recalls),
    ]
    assert [name for name in names if not name.endswith("(minh họa)")] == []
    for recall in records.recalls:
        assert "(tình huống minh họa)" in recall.reason.vi
    for party in records.parties:
        assert " 0000 0" in party.phone


def test_every_text_is_composed_and_translated(records: Records) -> None:
    for text in texts(json.loads(to_json(records))):
        assert unicodedata.is_normalized("NFC", text), text
        assert text == text.strip()
    for item in records.trade_items:
        assert item.name.vi
        assert item.name.en
        assert item.origin.en


def test_nothing_has_happened_yet_that_lies_ahead(records: Records) -> None:
    moments = [row.record.at for row in records.steps]
    moments += [stamp.activated_at for stamp in records.stamps if stamp.activated_at]
    moments += [stamp.ended_at for stamp in records.stamps if stamp.ended_at]
    assert max(moments) <= records.source_time


def test_a_lot_takes_its_steps_in_order_and_expires_after_packing(records: Records) -> None:
    for lot in records.lots:
        moments = [
            row.record.at for row in records.steps if (row.gtin, row.lot) == (lot.gtin, lot.lot)
        ]
        assert moments == sorted(moments)
        assert lot.packed is not None
        assert lot.expires is not None
        assert lot.expires > lot.packed


def test_the_cases_that_a_demo_must_show_are_there(records: Records) -> None:
    today = records.source_time.date()
    assert {stamp.state for stamp in records.stamps} == set(StampState)
    assert any(lot.expires and lot.expires < today for lot in records.lots)
    assert {recall.lot is None for recall in records.recalls} == {True, False}
    papers = [row.record for row in records.certificates]
    assert {paper.kind for paper in papers} == set(CertificateKind)
    assert {paper.stars for paper in papers} == {None, 3, 4, 5}
    assert any(paper.valid_until and paper.valid_until < today for paper in papers)
    assert all(row.record.valid_until >= today for row in records.promotions)


def test_a_stamp_has_the_moments_of_its_state(records: Records) -> None:
    for stamp in records.stamps:
        assert (stamp.activated_at is None) == (stamp.state in NOT_YET_ACTIVE)
        assert (stamp.ended_at is not None) == (stamp.state in ENDED)
        assert (stamp.note is not None) == (stamp.state in ENDED)


def test_only_ocop_has_stars(records: Records) -> None:
    for row in records.certificates:
        assert (row.record.stars is not None) == (row.record.kind is CertificateKind.OCOP)
