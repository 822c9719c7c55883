"""Trying one connector with one code, for the console and the command line."""

from collections.abc import Sequence
from typing import assert_never

from fleet.accounts import audit
from fleet.api.schemas.connectors import CheckResult
from fleet.clock import Clock
from fleet.connectors import service
from fleet.connectors.ask import Connectors
from fleet.connectors.dossiers import DOSSIER
from fleet.connectors.port import Known, NotKnown, Outcome, Question
from fleet.db.engine import Database
from fleet.errors import BadInput
from provenance.answer import Unavailable
from provenance.codes import read
from provenance.codes.host_rules import HostRule
from provenance.codes.reading import Kind


def check(
    database: Database, clock: Clock, connectors: Connectors, *, name: str, code: str, by: str
) -> CheckResult:
    """Ask a connector about a code now; blocks for its deadline at most.

    Raises:
        BadInput: `code.no_goods` where the code names no goods and is of no known system.
        NotThere: `connector.unknown`, `connector.no_match`.
    """
    with database.write() as session:
        service.get(session, name)
        question = _question(code, service.trace_rules(session))
        audit.record(session, at=clock.now(), who=by, what="connector.check", subject=name)
    began_s = clock.monotonic_s()
    outcome = connectors.check(name, question)
    return _result(outcome, round((clock.monotonic_s() - began_s) * 1000))


def _question(code: str, rules: Sequence[HostRule]) -> Question:
    reading = read(code, rules=rules)
    if reading.kind is Kind.TRACE and reading.code:
        return Question(system=reading.what, code=reading.code)
    if reading.item is None:
        raise BadInput("code.no_goods", kind=reading.kind)
    return Question(key=reading.item)


def _result(outcome: Outcome, took_ms: int) -> CheckResult:
    match outcome:
        case Known(dossier=dossier):
            told = DOSSIER.dump_python(dossier, mode="json")
            return CheckResult(outcome="known", dossier=told, took_ms=took_ms)
        case NotKnown():
            return CheckResult(outcome="not_known", took_ms=took_ms)
        case Unavailable(reason=reason):
            return CheckResult(outcome="unavailable", reason=reason, took_ms=took_ms)
        case other:
            assert_never(other)
