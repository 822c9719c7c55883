"""Outside vectors of signed codes: the COSE working group's, and EU health certificates."""

from pathlib import Path

import pytest

from benchmarks.conformance.run import run_suites, to_text
from benchmarks.conformance.signed import SUITES
from benchmarks.conformance.suite import Suite

VECTORS = Path(__file__).parents[3] / ".." / "shared" / "data" / "vectors"

pytestmark = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the outside vectors lie beside the repository, and aren't here"
)


@pytest.mark.parametrize("suite", [pytest.param(suite, id=suite.path) for suite in SUITES])
def test_suite_reaches_its_goals(suite: Suite) -> None:
    results = list(run_suites(VECTORS, [suite]))
    assert results
    assert all(result.reached for result in results), "\n".join(map(to_text, results))
