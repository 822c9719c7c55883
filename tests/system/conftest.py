"""What the tests of the whole have in common: a fleet manager's data, made once."""

import pytest

from tests.support.system import Prepared, prepare


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Return the data that systems without settings of their own begin with."""
    return prepare(tmp_path_factory.mktemp("prepared"))
