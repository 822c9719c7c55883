"""Outside vectors: GS1's own suites (grade A) and corroborated third parties (grade B)."""

from pathlib import Path

import pytest

from benchmarks.conformance.payloads import SUITES
from benchmarks.conformance.run import run_suites, to_text
from benchmarks.conformance.suite import Suite
from tools.syntax_dictionary import TABLE, module

VECTORS = Path(__file__).parents[2] / ".." / "shared" / "data" / "vectors"

pytestmark = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the outside vectors lie beside the repository, and aren't here"
)


@pytest.mark.parametrize("suite", [pytest.param(suite, id=suite.path) for suite in SUITES])
def test_suite_reaches_its_goals(suite: Suite) -> None:
    results = list(run_suites(VECTORS, [suite]))
    assert results
    assert all(result.reached for result in results), "\n".join(map(to_text, results))


def test_the_table_is_the_dictionarys() -> None:
    dictionary = VECTORS / "reference" / "gs1-syntax-dictionary.txt"
    assert module(dictionary.read_text(encoding="utf-8")) == TABLE.read_text(encoding="utf-8")
