"""`fleet partner`: a key is shown once, listed without itself, revoked."""

import json
from pathlib import Path

import pytest

from fleet.__main__ import main


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "fleet.toml"
    path.write_text('data_dir = "data"\n')
    return path


def run(
    config: Path, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int | str | None, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["partner", *words, "--config", str(config)])
    printed = capsys.readouterr()
    return ended.value.code, printed.out, printed.err


def test_from_a_new_key_to_its_end(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(config, capsys, "add", "htx", "--may", "capture", "--may", "query")
    assert status == 0
    key = out.strip()
    assert key.startswith("tqp_")

    assert run(config, capsys, "add", "htx", "--may", "query")[0] == 1
    status, out, _ = run(config, capsys, "list", "--json")
    (one,) = json.loads(out)["partners"]
    assert (one["name"], one["may"], one["revoked_at"]) == ("htx", ["capture", "query"], None)
    assert key not in out

    assert run(config, capsys, "revoke", "htx")[0] == 0
    assert "revoked" in run(config, capsys, "list")[1]
    status, _, said = run(config, capsys, "revoke", "htx")
    assert (status, "no key of htx" in said) == (1, True)


def test_a_key_needs_a_plain_name_and_something_to_be_good_for(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(config, capsys, "add", "Hợp tác xã", "--may", "query")[0] == 1
    assert run(config, capsys, "add", "htx")[0] == 2
