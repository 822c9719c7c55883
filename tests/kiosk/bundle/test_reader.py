"""What is found in a bundle, and what isn't claimed from it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from contract.bundle import AnswerPart, LotPart, StampPart
from kiosk.bundle import store
from kiosk.bundle.reader import BundleReader
from kiosk.errors import StorageError
from provenance.keys import Gtin, ItemKey, TraceKey
from tests.support.bundles import MADE_AT, Shelves
from tests.support.dossiers import CODE, GTIN, PRODUCT, UNIT, dossier, unit_dossier

WHOLE = unit_dossier()
assert WHOLE.lot is not None
assert WHOLE.stamp is not None
LOT = LotPart(lot=WHOLE.lot)
STAMP = StampPart(stamp=WHOLE.stamp)


@pytest.fixture
def shelves() -> Shelves:
    return Shelves()


@pytest.fixture
def reader(shelves: Shelves, tmp_path: Path) -> BundleReader:
    state = shelves.bundle(products=(dossier(),), lots=(LOT,), stamps=(STAMP,))
    shelves.install(tmp_path, state)
    return BundleReader(tmp_path)


@pytest.mark.parametrize(
    ("key", "found"),
    [
        pytest.param(PRODUCT, dossier(), id="product"),
        pytest.param(ItemKey(gtin=GTIN, lot="A1"), replace(dossier(), lot=WHOLE.lot), id="lot"),
        pytest.param(UNIT, WHOLE, id="unit"),
        pytest.param(ItemKey(gtin=GTIN, serial="S1"), WHOLE, id="unit, its lot from the stamp"),
    ],
)
def test_goods_are_found_with_all_that_their_code_names(
    reader: BundleReader, key: ItemKey, found: object
) -> None:
    kept = reader.find(key)
    assert kept is not None
    assert kept.dossier == found
    assert kept.made_at == MADE_AT


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(ItemKey(gtin=Gtin("08938505974194")), id="product"),
        pytest.param(ItemKey(gtin=GTIN, lot="A2"), id="lot"),
        pytest.param(ItemKey(gtin=GTIN, serial="S2"), id="serial"),
        pytest.param(ItemKey(gtin=GTIN, lot="A2", serial="S1"), id="lot of a known stamp"),
    ],
)
def test_what_the_bundle_does_not_hold_is_not_said_to_be_unknown(
    reader: BundleReader, key: ItemKey
) -> None:
    assert reader.find(key) is None


def test_without_a_bundle_nothing_is_found(tmp_path: Path) -> None:
    assert BundleReader(tmp_path / "none").find(PRODUCT) is None


def test_a_new_bundle_is_seen_at_the_next_question(
    reader: BundleReader, shelves: Shelves, tmp_path: Path
) -> None:
    assert reader.find(PRODUCT) is not None
    later = MADE_AT + timedelta(days=1)
    shelves.install(tmp_path, shelves.bundle(2, products=(dossier(name="Mới"),), made_at=later))

    kept = reader.find(PRODUCT)
    assert kept is not None
    assert (kept.dossier.item.name.vi, kept.made_at) == ("Mới", later)
    assert reader.find(UNIT) is None


@pytest.mark.parametrize("damage", [b"", b"\0" * 200, None])
def test_a_damaged_chunk_is_told_and_named(
    reader: BundleReader, tmp_path: Path, damage: bytes | None
) -> None:
    for path in (tmp_path / store.BLOBS).iterdir():
        if path.name != store.state_in(tmp_path / store.STATE).index.sha256:  # type: ignore[union-attr]
            path.unlink()
            if damage is not None:
                path.write_bytes(damage)
    with pytest.raises(StorageError, match=r"bundle\.unreadable"):
        reader.find(PRODUCT)


def test_a_damaged_state_is_told(reader: BundleReader, tmp_path: Path) -> None:
    (tmp_path / store.STATE).write_text("{}")
    with pytest.raises(StorageError, match=r"state\.json"):
        reader.find(PRODUCT)


@pytest.mark.parametrize(
    ("key", "is_told"),
    [
        pytest.param(CODE, True, id="code of a system"),
        pytest.param(PRODUCT, True, id="product"),
        pytest.param(UNIT, False, id="unit that the answer leaves open"),
        pytest.param(ItemKey(gtin=GTIN, lot="A1"), False, id="lot that it leaves open"),
    ],
)
def test_what_another_system_left_open_is_not_said_to_be_unknown(
    shelves: Shelves, tmp_path: Path, key: ItemKey | TraceKey, *, is_told: bool
) -> None:
    said_at = MADE_AT - timedelta(days=3)
    part = AnswerPart(dossier=dossier(), fetched_at=said_at)
    shelves.install(tmp_path, shelves.bundle(answers={key: part}))
    kept = BundleReader(tmp_path).find_answer(key)
    assert (kept is not None) is is_told
    assert kept is None or kept.made_at == said_at
