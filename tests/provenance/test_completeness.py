"""The ten minimum items of TT 02/2024/TT-BKHCN, each missing and each there."""

from dataclasses import replace
from datetime import date

import pytest

from provenance.records import Certificate, CertificateKind, Dossier, Step, Text
from provenance.verdict import Circumstances, assess
from provenance.verdict.completeness import InfoItem, count_present, minimum_info
from tests.provenance.goods import GROWER, ITEM, MOMENT, TODAY, Changes, dossier, found, lot, unit

STEP = Step(at=MOMENT, biz_step="harvesting", place="Ruộng Ví Dụ")


WHOLE_ITEM = replace(
    ITEM, picture_sha256="0" * 64, brand="Ví Dụ", shelf_life="3 ngày", standards=("VietGAP",)
)
COMPLETE: Changes = {
    "item": WHOLE_ITEM,
    "lot": lot(harvested=date(2026, 11, 20)),
    "steps": (STEP,),
}


def complete() -> Dossier:
    return dossier(**COMPLETE)


def test_nothing_missing() -> None:
    assert minimum_info(complete()) == tuple((item, True) for item in InfoItem)
    assert count_present(complete()) == 10


@pytest.mark.parametrize(
    ("missing", "changes"),
    [
        ({InfoItem.PRODUCT_NAME}, {"item": replace(WHOLE_ITEM, name=Text(vi=""))}),
        ({InfoItem.PICTURE}, {"item": replace(WHOLE_ITEM, picture_sha256=None)}),
        ({InfoItem.PARTY_NAME, InfoItem.PARTY_ADDRESS}, {"parties": ()}),
        ({InfoItem.PARTY_ADDRESS}, {"parties": (replace(GROWER, address=""),)}),
        ({InfoItem.STAGES}, {"steps": ()}),
        ({InfoItem.STAGES}, {"steps": (STEP, replace(STEP, place=""))}),
        ({InfoItem.STAGES, InfoItem.PRODUCTION_TIME}, {"steps": (), "lot": None}),
        ({InfoItem.BRAND}, {"item": replace(WHOLE_ITEM, brand="")}),
        ({InfoItem.SHELF_LIFE}, {"item": replace(WHOLE_ITEM, shelf_life="")}),
        ({InfoItem.STANDARDS}, {"item": replace(WHOLE_ITEM, standards=())}),
    ],
)
def test_what_is_missing(missing: set[InfoItem], changes: Changes) -> None:
    changed = COMPLETE.copy()
    changed.update(changes)
    some = dossier(**changed)
    assert {item for item, present in minimum_info(some) if not present} == missing
    assert count_present(some) == 10 - len(missing)


def test_an_expiry_date_is_a_shelf_life() -> None:
    item = replace(WHOLE_ITEM, shelf_life="")
    some = replace(complete(), item=item, lot=lot(use_by=TODAY))
    assert (InfoItem.SHELF_LIFE, True) in minimum_info(some)


@pytest.mark.parametrize(
    ("kind", "present"), [(CertificateKind.VIETGAP, True), (CertificateKind.OCOP, False)]
)
def test_a_certificate_may_name_the_standard(kind: CertificateKind, *, present: bool) -> None:
    paper = Certificate(kind=kind, number="1", issuer="Tổ chức thử")
    item = replace(WHOLE_ITEM, standards=())
    some = replace(complete(), item=item, certificates=(paper,))
    assert (InfoItem.STANDARDS, present) in minimum_info(some)


def test_the_verdict_counts_them() -> None:
    verdict = assess(unit(), found(), Circumstances(today=TODAY))
    assert verdict.info_present == count_present(dossier()) == 4
