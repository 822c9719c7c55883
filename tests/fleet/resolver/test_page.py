"""The public page: what it says, in both languages, and that nothing gets out of its text."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from starlette.testclient import TestClient

from fleet.resolver.page import CSP, View, page
from fleet.resolver.words import LANGUAGES, WORDS
from provenance.keys import Gtin, ItemKey
from provenance.records import (
    Certificate,
    CertificateKind,
    Dossier,
    Lot,
    Party,
    PartyId,
    PartyRole,
    Recall,
    RecallId,
    Stamp,
    StampState,
    Step,
    Text,
    TradeItem,
)
from tests.support.registry import GTIN as KNOWN

EVIL = '"><script>alert(1)</script>'
GTIN = Gtin("08930000000019")
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
TODAY = date(2026, 11, 20)
HTX = PartyId("htx")
DOSSIER = Dossier(
    item=TradeItem(gtin=GTIN, name=Text(vi="Rau muống", en="Water spinach"), producer=HTX),
    source="Sổ thành phố",
    source_time=NOW,
    parties=(
        Party(
            party_id=HTX,
            name="HTX Vân Nội",
            role=PartyRole.PRODUCER,
            address="Đông Anh",
            phone="0912345678",
        ),
    ),
)
ORDER = Recall(
    recall_id=RecallId("R1"),
    gtin=GTIN,
    lot="L1",
    reason=Text(vi="Tồn dư", en="Residues"),
    authority="Chi cục",
    since=date(2026, 11, 1),
    hotline="1900 0000",
)


def shown(dossier: Dossier, *, language: str = "vi", **key: str) -> str:
    chosen = next(one for one in LANGUAGES if one == language)
    item = ItemKey(gtin=GTIN, **key)
    return page(View(key=item, dossier=dossier, language=chosen, today=TODAY))


def test_both_languages_have_every_word() -> None:
    assert WORDS["vi"].keys() == WORDS["en"].keys()
    assert all(WORDS[language][name] for language in LANGUAGES for name in WORDS["vi"])


def test_a_page_says_who_and_what_and_no_telephone_number() -> None:
    html = shown(DOSSIER)
    assert "<h1>Rau muống</h1>" in html
    assert "HTX Vân Nội" in html
    assert "Đông Anh" in html
    assert "0912345678" not in html
    assert "<h1>Water spinach</h1>" in shown(DOSSIER, language="en")
    assert 'lang="en"' in shown(DOSSIER, language="en")


def test_a_recall_stands_above_everything() -> None:
    recalled = replace(DOSSIER, recalls=(ORDER,))
    html = shown(recalled, lot="L1")
    assert html.index("THU HỒI") < html.index("<h1>")
    assert "Tồn dư" in html
    assert "THU HỒI" not in shown(recalled, lot="L2")
    assert WORDS["vi"]["recalled_perhaps"] in shown(recalled)
    lifted = replace(DOSSIER, recalls=(replace(ORDER, lifted_at=NOW),))
    assert "THU HỒI" not in shown(lifted, lot="L1")


@pytest.mark.parametrize("state", list(StampState))
def test_every_state_of_a_stamp_has_words(state: StampState) -> None:
    stamp = Stamp(gtin=GTIN, serial="S1", state=state, issuer=HTX)
    assert WORDS["vi"][f"stamp.{state}"] in shown(replace(DOSSIER, stamp=stamp), serial="S1")


def test_what_is_not_known_is_said() -> None:
    assert WORDS["vi"]["serial_unknown"] in shown(DOSSIER, serial="S9")
    assert WORDS["vi"]["lot_unknown"] in shown(DOSSIER, lot="L9")


def test_dates_and_papers_that_are_over() -> None:
    lot = Lot(gtin=GTIN, lot="L1", produced=date(2026, 11, 1), use_by=date(2026, 11, 19))
    assert "19/11/2026 – Đã hết hạn" in shown(replace(DOSSIER, lot=lot), lot="L1")
    last_day = replace(lot, use_by=TODAY)
    assert "Đã hết hạn" not in shown(replace(DOSSIER, lot=last_day), lot="L1")
    paper = Certificate(
        kind=CertificateKind.OCOP, number="OC-1", issuer="UBND", stars=4, valid_until=TODAY
    )
    assert "OCOP 4★ OC-1, UBND, có giá trị đến 20/11/2026" in shown(
        replace(DOSSIER, certificates=(paper,))
    )
    over = replace(paper, valid_until=date(2026, 11, 19))
    assert "<del>OCOP 4★ OC-1, UBND</del>" in shown(replace(DOSSIER, certificates=(over,)))


def test_nothing_gets_out_of_its_text() -> None:
    lot = Lot(gtin=GTIN, lot=EVIL[:20], place=EVIL)
    html = shown(
        Dossier(
            item=TradeItem(
                gtin=GTIN,
                name=Text(vi=EVIL, en=EVIL),
                brand=EVIL,
                net_content=EVIL,
                origin=Text(vi=EVIL),
                producer=HTX,
            ),
            source=EVIL,
            source_time=NOW,
            lot=lot,
            stamp=Stamp(gtin=GTIN, serial=EVIL, state=StampState.ACTIVE, issuer=HTX),
            parties=(Party(party_id=HTX, name=EVIL, role=PartyRole.PRODUCER, address=EVIL),),
            steps=(Step(at=NOW, biz_step=EVIL, place=EVIL),),
            certificates=(Certificate(kind=CertificateKind.HACCP, number=EVIL, issuer=EVIL),),
            recalls=(replace(ORDER, lot=None, reason=Text(vi=EVIL), authority=EVIL, hotline=EVIL),),
        ),
        lot=EVIL[:20],
        serial=EVIL,
    )
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 12


def test_a_page_as_it_is_served(resolver: TestClient) -> None:
    answer = resolver.get(f"/page/en/01/{KNOWN}/10/L1/21/S1")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-language"] == "en"
    assert answer.headers["content-security-policy"] == CSP
    assert "unsafe" not in CSP
    assert "max-age=60" in answer.headers["cache-control"]
    assert "Water spinach" in answer.text
    assert "<script" not in answer.text
