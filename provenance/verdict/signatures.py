"""The rows of the verdict table about signatures, and what else a verdict says of one.

A signature speaks of the stamp's issuer, never of the goods, and nothing printed stops copying: a
good one alone is never green.
"""

from collections.abc import Mapping
from types import MappingProxyType

from provenance.answer import NotFound, Unavailable
from provenance.signatures.check import SignatureCheck, SignatureState
from provenance.verdict.case import Case, Finding
from provenance.verdict.reasons import ReasonCode, because
from provenance.verdict.recalls import other_lots
from provenance.verdict.verdict import Reason

REASONS: Mapping[SignatureState, ReasonCode] = MappingProxyType(
    {
        SignatureState.GOOD: ReasonCode.SIGNATURE_GOOD,
        SignatureState.BAD: ReasonCode.SIGNATURE_BAD,
        SignatureState.ISSUER_UNKNOWN: ReasonCode.SIGNATURE_ISSUER_UNKNOWN,
        SignatureState.NOT_ENTITLED: ReasonCode.SIGNATURE_NOT_ENTITLED,
        SignatureState.REVOKED: ReasonCode.SIGNATURE_REVOKED,
        SignatureState.OUTSIDE_VALIDITY: ReasonCode.SIGNATURE_OUTSIDE_VALIDITY,
        SignatureState.UNSUPPORTED: ReasonCode.SIGNATURE_UNSUPPORTED,
        SignatureState.NOT_CHECKED: ReasonCode.SIGNATURE_NOT_CHECKED,
    }
)

UNPROVEN = frozenset({SignatureState.UNSUPPORTED, SignatureState.NOT_CHECKED})
"""Says nothing against the stamp: it is judged as one without a signature."""


def bad_signature(case: Case) -> Finding | None:
    """Row 4: the signature is bad, or its key may not have made it."""
    signature = case.circumstances.signature
    if signature is None or signature.state in UNPROVEN or _is_good(case):
        return None
    return Finding(reasons=signature_reasons(case))


def signed_but_unknown(case: Case) -> Finding | None:
    """Row 5a: the signature is good, but the registry answered and doesn't know this stamp."""
    if not _is_good(case):
        return None
    if isinstance(case.answer, NotFound):
        why = because(ReasonCode.ITEM_UNKNOWN, asked=", ".join(case.answer.asked))
    elif case.dossier is not None and case.serial_is_unknown:
        why = because(ReasonCode.SERIAL_UNKNOWN, asked=case.dossier.source)
    else:
        return None
    return Finding(reasons=(*signature_reasons(case), why, *other_lots(case)))


def signed_state_unknown(case: Case) -> Finding | None:
    """Row 11: the signature is good, and the registry couldn't be asked about the stamp."""
    if not _is_good(case) or not isinstance(case.answer, Unavailable | None):
        return None
    reason = case.answer.reason if case.answer else "not_asked"
    unasked = because(ReasonCode.SOURCE_UNAVAILABLE, reason=reason)
    return Finding(reasons=(*signature_reasons(case), unasked, *other_lots(case)))


def signature_reasons(case: Case) -> tuple[Reason, ...]:
    """Tell what is known of the signature; nothing of a code without one."""
    signature = case.circumstances.signature
    if signature is None:
        return ()
    told = because(REASONS[signature.state], **_params(signature))
    if not signature.validity_unchecked:
        return (told,)
    return (told, because(ReasonCode.SIGNATURE_VALIDITY_UNCHECKED))


def _is_good(case: Case) -> bool:
    signature = case.circumstances.signature
    return signature is not None and signature.state is SignatureState.GOOD


def _params(signature: SignatureCheck) -> dict[str, str]:
    since = {"since": str(signature.since)} if signature.since else {}
    issuer = {"issuer": signature.issuer} if signature.issuer else {}
    return {**issuer, "kid": signature.kid, **since}
