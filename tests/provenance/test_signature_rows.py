"""The rows of the verdict table about signatures and establishments."""

from dataclasses import replace
from datetime import date

import pytest

from provenance.answer import (
    Answer,
    EstablishmentAnswer,
    FoundEstablishment,
    NotFound,
    Unavailable,
    Via,
)
from provenance.codes.reading import Kind, Reading
from provenance.records import (
    Certificate,
    CertificateKind,
    CertificateState,
    Establishment,
    StampState,
)
from provenance.signatures.check import SignatureCheck, SignatureState
from provenance.verdict import Circumstances, Colour, Verdict, VerdictKind, assess
from provenance.verdict.reasons import ReasonCode
from tests.provenance.goods import (
    GROWER,
    MOMENT,
    TODAY,
    found,
    lot,
    of_lot,
    product,
    recall,
    stamp,
    unit,
)

K = VerdictKind
R = ReasonCode
S = SignatureState
ISSUER = "Hợp tác xã Rau Ví Dụ"
NOT_FOUND = NotFound(asked=("Sổ thử",))
UNAVAILABLE = Unavailable(reason="gateway.timeout")
SHOP = Reading(kind=Kind.ESTABLISHMENT, what="gln", ais=(("414", "8938505974194"),))
BAD_STATES = (S.BAD, S.ISSUER_UNKNOWN, S.NOT_ENTITLED, S.REVOKED, S.OUTSIDE_VALIDITY)
UNPROVEN_STATES = (S.UNSUPPORTED, S.NOT_CHECKED)


def signed(state: SignatureState, *, unchecked: bool = False) -> SignatureCheck:
    return SignatureCheck(
        state=state,
        kid="0a1b",
        issuer=ISSUER,
        since=date(2026, 11, 1) if state is S.REVOKED else None,
        validity_unchecked=unchecked,
    )


def judge(
    reading: Reading,
    answer: Answer | EstablishmentAnswer | None,
    signature: SignatureCheck | None = None,
    today: date | None = TODAY,
) -> Verdict:
    return assess(reading, answer, Circumstances(today=today, rescanned=True, signature=signature))


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


@pytest.mark.parametrize("state", BAD_STATES)
@pytest.mark.parametrize("answer", [found(), NOT_FOUND, UNAVAILABLE, None])
def test_row_4_whatever_was_answered(state: SignatureState, answer: Answer | None) -> None:
    verdict = judge(unit(), answer, signed(state))
    assert (verdict.kind, verdict.colour) == (K.BAD_SIGNATURE, Colour.RED)
    assert codes(verdict) == [f"signature.{state}"]
    params = dict(verdict.reasons[0].params)
    assert (params["issuer"], params["kid"]) == (ISSUER, "0a1b")
    assert params.get("since") == ("2026-11-01" if state is S.REVOKED else None)


@pytest.mark.parametrize(
    ("reading", "answer", "reason"),
    [
        (unit(), NOT_FOUND, R.ITEM_UNKNOWN),
        (product(), NOT_FOUND, R.ITEM_UNKNOWN),
        (unit(), found(stamp=None), R.SERIAL_UNKNOWN),
        (unit(), found(stamp=stamp(StampState.SUSPECT, serial="S2")), R.SERIAL_UNKNOWN),
    ],
)
def test_row_5a(reading: Reading, answer: Answer, reason: ReasonCode) -> None:
    verdict = judge(reading, answer, signed(S.GOOD))
    assert (verdict.kind, verdict.colour) == (K.SIGNED_BUT_UNKNOWN, Colour.ORANGE)
    assert codes(verdict) == [R.SIGNATURE_GOOD, reason]


@pytest.mark.parametrize(("answer", "why"), [(UNAVAILABLE, "gateway.timeout"), (None, "not_asked")])
def test_row_11(answer: Answer | None, why: str) -> None:
    verdict = judge(unit(), answer, signed(S.GOOD))
    assert (verdict.kind, verdict.colour) == (K.SIGNED_STATE_UNKNOWN, Colour.BLUE)
    assert codes(verdict) == [R.SIGNATURE_GOOD, R.SOURCE_UNAVAILABLE]
    assert dict(verdict.reasons[1].params) == {"reason": why}


@pytest.mark.parametrize(
    ("reading", "answer"),
    [
        (unit(), found()),
        (unit(), found(recalls=(recall(),))),
        (unit(), found(stamp=stamp(StampState.SOLD))),
        (unit("(17)261121"), found()),
        (unit(), found(stamp=stamp(StampState.INACTIVE))),
        (of_lot(), found()),
        (product(), found(lot=None, stamp=None)),
    ],
)
def test_a_good_signature_changes_no_row_of_what_is_known(reading: Reading, answer: Answer) -> None:
    plain, with_signature = judge(reading, answer), judge(reading, answer, signed(S.GOOD))
    assert with_signature.kind is plain.kind
    assert codes(with_signature) == [*codes(plain), R.SIGNATURE_GOOD]


@pytest.mark.parametrize("state", UNPROVEN_STATES)
@pytest.mark.parametrize("answer", [found(), found(stamp=None), NOT_FOUND, UNAVAILABLE, None])
def test_what_wasnt_checked_is_judged_as_unsigned(
    state: SignatureState, answer: Answer | None
) -> None:
    plain, with_signature = judge(unit(), answer), judge(unit(), answer, signed(state))
    assert with_signature.kind is plain.kind
    assert codes(with_signature) == [*codes(plain), f"signature.{state}"]


def test_a_recall_is_told_with_the_bad_signature() -> None:
    verdict = judge(unit(), found(recalls=(recall(),)), signed(S.BAD))
    assert verdict.kind is K.RECALLED
    assert codes(verdict) == [R.RECALL_PRODUCT, R.SIGNATURE_BAD]


@pytest.mark.parametrize("state", SignatureState)
@pytest.mark.parametrize("answer", [NOT_FOUND, UNAVAILABLE, None])
def test_a_recall_of_all_that_the_signer_makes_needs_no_record(
    answer: Answer | None, state: SignatureState
) -> None:
    order = replace(recall(), gtin=None, party=GROWER.party_id)
    circumstances = Circumstances(
        today=TODAY,
        rescanned=True,
        signature=replace(signed(state), party=GROWER.party_id),
        recalls=(order,),
    )
    verdict = assess(unit(), answer, circumstances)
    assert (verdict.kind is K.RECALLED) is (state is S.GOOD)


@pytest.mark.parametrize("answer", [found(), NOT_FOUND, UNAVAILABLE])
def test_no_signature_alone_is_green(answer: Answer) -> None:
    for state in SignatureState:
        verdict = judge(of_lot(), answer, signed(state))
        assert verdict.colour is not Colour.GREEN


def test_without_a_clock_the_keys_days_are_withheld() -> None:
    verdict = judge(unit(), UNAVAILABLE, signed(S.GOOD, unchecked=True), today=None)
    assert verdict.kind is K.SIGNED_STATE_UNKNOWN
    assert codes(verdict) == [
        R.SIGNATURE_GOOD,
        R.SIGNATURE_VALIDITY_UNCHECKED,
        R.SOURCE_UNAVAILABLE,
    ]
    assert verdict.dates_withheld


def test_a_key_without_days_doesnt_make_the_goods_dated() -> None:
    verdict = judge(unit(), found(), signed(S.GOOD, unchecked=True), today=None)
    assert (verdict.kind, verdict.dates_withheld) == (K.VALID, True)


def paper(number: str, until: date | None, **changes: CertificateState | date) -> Certificate:
    plain = Certificate(
        kind=CertificateKind.FOOD_SAFETY, number=number, issuer="Chi cục thử", valid_until=until
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # fields of Certificate by name


def shop(*papers: Certificate) -> FoundEstablishment:
    record = Establishment(
        party=GROWER, source="Sổ thử", source_time=MOMENT, certificates=tuple(papers)
    )
    return FoundEstablishment(establishment=record, via=Via.GATEWAY, fetched_at=MOMENT)


PAPERS = shop(
    paper("1", date(2026, 11, 22)),
    paper("2", date(2026, 11, 21)),
    paper("3", None, valid_from=date(2026, 11, 23)),
    paper("4", None, state=CertificateState.WITHDRAWN),
    paper("5", date(2026, 1, 1), state=CertificateState.SUSPENDED),
)


def test_row_11a() -> None:
    verdict = judge(SHOP, PAPERS)
    assert (verdict.kind, verdict.colour) == (K.ESTABLISHMENT, Colour.BLUE)
    assert verdict.establishment is PAPERS.establishment
    assert verdict.dossier is None
    told = [(reason.code, dict(reason.params).get("number", "")) for reason in verdict.reasons]
    assert told == [
        (R.ESTABLISHMENT_KNOWN, ""),
        (R.CERTIFICATE_EXPIRED, "2"),
        (R.CERTIFICATE_NOT_YET, "3"),
        (R.CERTIFICATE_WITHDRAWN, "4"),
        (R.CERTIFICATE_WITHDRAWN, "5"),
    ]
    assert not verdict.dates_withheld


def test_row_11a_without_a_clock() -> None:
    verdict = judge(SHOP, PAPERS, today=None)
    assert verdict.kind is K.ESTABLISHMENT
    assert codes(verdict) == [
        R.ESTABLISHMENT_KNOWN,
        R.CERTIFICATE_WITHDRAWN,
        R.CERTIFICATE_WITHDRAWN,
    ]
    assert verdict.dates_withheld
    assert not judge(SHOP, shop(), today=None).dates_withheld


@pytest.mark.parametrize(
    ("answer", "kind", "reason"),
    [
        (NOT_FOUND, K.UNKNOWN, R.ITEM_UNKNOWN),
        (UNAVAILABLE, K.UNAVAILABLE, R.SOURCE_UNAVAILABLE),
        (None, K.UNAVAILABLE, R.SOURCE_UNAVAILABLE),
        (found(lot=lot()), K.UNAVAILABLE, R.SOURCE_UNAVAILABLE),
    ],
)
def test_an_establishment_that_isnt_known(
    answer: Answer | None, kind: VerdictKind, reason: ReasonCode
) -> None:
    verdict = judge(SHOP, answer)
    assert (verdict.kind, codes(verdict)) == (kind, [reason])
    assert (verdict.establishment, verdict.dossier) == (None, None)


def test_an_establishment_is_no_answer_about_goods() -> None:
    verdict = judge(unit(), shop())
    assert verdict.kind is K.UNAVAILABLE
    assert dict(verdict.reasons[0].params) == {"reason": "answer.other"}


def test_a_broken_establishments_code_is_no_trace_code() -> None:
    assert judge(replace(SHOP, valid=False), shop()).kind is K.NOT_A_TRACE_CODE
