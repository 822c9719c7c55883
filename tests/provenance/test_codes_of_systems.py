"""Codes of other trace systems: judged by what that system said, where somebody could ask it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from provenance.answer import Answer, Found, NotFound, Unavailable, Via
from provenance.codes import read
from provenance.codes.host_rules import HostRule
from provenance.codes.reading import Kind
from provenance.keys import Gtin
from provenance.records import (
    Dossier,
    PartyId,
    Recall,
    RecallId,
    Stamp,
    StampState,
    Text,
    TradeItem,
)
from provenance.verdict import Circumstances, VerdictKind, assess

GTIN = Gtin("08930000000019")
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
RULE = HostRule(host="check.example", path="/t1/{code}", system="Sổ")
READING = read("https://check.example/t1/AB12", rules=[RULE])
KNOWN = Dossier(item=TradeItem(gtin=GTIN, name=Text(vi="Rau muống")), source="Sổ", source_time=NOW)
STAMP = Stamp(gtin=GTIN, serial="S1", state=StampState.ACTIVE, issuer=PartyId("htx"))
ORDER = Recall(
    recall_id=RecallId("R1"),
    gtin=GTIN,
    reason=Text(vi="Tồn dư"),
    authority="Chi cục",
    since=date(2026, 11, 1),
)


def found(dossier: Dossier) -> Found:
    return Found(dossier=dossier, via=Via.GATEWAY, fetched_at=NOW)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (None, VerdictKind.NOT_A_TRACE_CODE),
        (found(KNOWN), VerdictKind.KNOWN),
        (found(replace(KNOWN, stamp=STAMP)), VerdictKind.VALID),
        (found(replace(KNOWN, stamp=replace(STAMP, state=StampState.VOID))), VerdictKind.VOID),
        (found(replace(KNOWN, recalls=(ORDER,))), VerdictKind.RECALLED),
        (NotFound(asked=("Sổ",)), VerdictKind.UNKNOWN),
        (Unavailable(reason="lookup.unavailable"), VerdictKind.UNAVAILABLE),
    ],
    ids=range(7),
)
def test_the_systems_word_counts(answer: Answer | None, kind: VerdictKind) -> None:
    assert READING.kind is Kind.TRACE
    verdict = assess(READING, answer, Circumstances(today=date(2026, 11, 20)))
    assert verdict.kind is kind


def test_the_code_of_nobody_stays_what_it_is() -> None:
    reading = read("https://news.example/t1/AB12", rules=[RULE])
    verdict = assess(reading, found(KNOWN), Circumstances(today=date(2026, 11, 20)))
    assert (reading.kind, verdict.kind) == (Kind.LINK, VerdictKind.NOT_A_TRACE_CODE)
