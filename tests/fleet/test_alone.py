"""What only one process may do is done by one."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from fleet.alone import only_bearer, only_owner
from fleet.app import Role
from fleet.cli.texts import explain
from fleet.errors import Unavailable
from fleet.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


def test_a_data_directory_has_one_owner_at_a_time(settings: Settings) -> None:
    with only_owner(settings), pytest.raises(Unavailable) as raised, only_owner(settings):
        pytest.fail("two own it")

    assert raised.value.code == "data_dir.in_use"
    assert f"another fleet serve works on {settings.data_dir}" in explain(raised.value)
    with only_owner(settings):
        assert (settings.data_dir / "serve.lock").is_file()


def test_a_name_is_borne_once_in_a_role(settings: Settings) -> None:
    other = settings.model_copy(update={"worker": "fleet-ingest-2"})
    with ExitStack() as stack:
        stack.enter_context(only_owner(settings))
        stack.enter_context(only_bearer(settings, Role.INGEST))
        stack.enter_context(only_bearer(settings, Role.WORKER))
        stack.enter_context(only_bearer(other, Role.INGEST))
        with pytest.raises(Unavailable) as raised:
            stack.enter_context(only_bearer(settings, Role.INGEST))
    assert raised.value.code == "worker.in_use"
    assert "has the name fleet-all-1" in explain(raised.value)


def test_a_data_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(data_dir=tmp_path / "file" / "data")
    with pytest.raises(Unavailable, match=r"data_dir\.unusable"), only_owner(settings):
        pytest.fail("nothing is there")
