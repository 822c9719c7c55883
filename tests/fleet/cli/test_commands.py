"""The command line: what each command does, and what it says when it can't."""

import json
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contract.gateway import Claim
from fleet.__main__ import COMMANDS, main
from tests.support.registry import as_bytes, document


class Outcome:
    """How a command ended."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err


Run = Callable[..., Outcome]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "fleet.toml"
    path.write_text('data_dir = "data"\n')
    return path


@pytest.fixture
def run(config: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str) -> Outcome:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([*words, "--config", str(config)])
        printed = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Outcome(ended.value.code, printed.out, printed.err)

    return command


ADD = ("station", "add", "hom-1", "--name", "Cổng chính", "--market", "Chợ Hôm")


def test_a_claim_is_printed_once_and_good_for_a_day(run: Run, config: Path) -> None:
    claim = Claim.model_validate_json(run(*ADD).out)

    assert claim.station == "hom-1"
    assert claim.fleet_url == "https://localhost:8443"
    assert claim.root_pem == (config.parent / "data" / "pki" / "root.pem").read_text()
    assert timedelta(hours=23) < claim.expires_at - datetime.now(UTC) <= timedelta(hours=24)


def test_a_claim_file_is_for_its_owner_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "claim.json"
    done = run(*ADD, "--claim-file", str(path))

    assert done.status == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    claim = Claim.model_validate_json(path.read_text())
    assert claim.secret not in done.out + done.err


def test_a_claim_that_cannot_be_written_can_be_made_again(run: Run, tmp_path: Path) -> None:
    done = run(*ADD, "--claim-file", str(tmp_path / "nowhere" / "claim.json"))
    assert done.status == 1
    assert "run fleet station claim hom-1" in done.err

    assert run("station", "claim", "hom-1", "--claim-file", str(tmp_path / "c.json")).status == 0


def test_stations_are_listed_shown_and_revoked(run: Run) -> None:
    run(*ADD)
    [listed] = json.loads(run("station", "list", "--json").out)["stations"]
    assert (listed["id"], listed["name"], listed["state"]) == ("hom-1", "Cổng chính", "active")

    run("station", "revoke", "hom-1")
    shown = json.loads(run("station", "show", "hom-1", "--json").out)
    assert (shown["state"], shown["scans_stored"], shown["scans_counted"]) == ("revoked", 0, 0)
    assert "revoked" in run("station", "list").out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("station", "show", "nowhere"), "there is no station nowhere"),
        (("station", "revoke", "nowhere"), "[station.unknown]"),
        (("station", "add", "Hom", "--name", "A", "--market", "M"), "[station_id.pattern]"),
        (("station", "add", "fleet-x", "--name", "A", "--market", "M"), "[station_id.reserved]"),
        (("station", "add", "a", "--name", "", "--market", "M"), "[station.name]"),
        (("user", "add", "an"), "there is no terminal"),
        (("user", "role", "nobody", "viewer"), "there is no account nobody"),
        (("registry", "import", "nowhere.json"), "can't read nowhere.json"),
    ],
)
def test_what_fails_is_named(run: Run, words: tuple[str, ...], expected: str) -> None:
    done = run(*words)

    assert done.status == 1
    assert expected in done.err


def test_a_password_is_made_and_shown_once(run: Run) -> None:
    made = json.loads(run("user", "add", "An", "--role", "operator", "--generate", "--json").out)

    assert made["name"] == "an"
    assert len(made["password"]) >= 15
    assert "already" in run("user", "add", "an", "--generate").err


def test_a_registry_file_is_imported(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    path.write_bytes(as_bytes(document()))

    first = json.loads(run("registry", "import", str(path), "--json").out)
    again = json.loads(run("registry", "import", str(path), "--json").out)
    assert first["stamps"] == {"added": 1, "changed": 0, "unchanged": 0}
    assert again["stamps"] == {"added": 0, "changed": 0, "unchanged": 1}


def test_every_bad_row_is_listed(run: Run, tmp_path: Path) -> None:
    content = document()
    content["stamps"][0]["state"] = "genuine"
    path = tmp_path / "registry.json"
    path.write_bytes(as_bytes(content))

    done = run("registry", "import", str(path))
    assert done.status == 1
    assert "stamps[1].state" in done.err
    assert "1 errors, nothing was imported" in done.err
    [error] = json.loads(run("registry", "import", str(path), "--json").out)["errors"]
    assert (error["list"], error["row"], error["field"]) == ("stamps", 1, "state")


def test_migrating_twice_is_harmless(run: Run) -> None:
    first = json.loads(run("migrate", "--json").out)
    again = json.loads(run("migrate", "--json").out)

    assert first["before"] is None
    assert again == {"before": first["after"], "after": first["after"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('data_dir = "d"\ncolour = "red"', "colour"),
        ('data_dir = "d"\n[stations]\nport = 0', "stations.port"),
        ('data_dir = "d"\nworker = "hom-1"', "worker"),
        ("data_dir = [}", "line 1"),
        ("", "data_dir"),
        ('data_dir = "d"\n[broker]\nhost = "0.0.0.0"', "broker.public_host"),
        ('data_dir = "d"\n[database]\nurl = "nonsense"', "address of the database"),
    ],
)
def test_bad_settings_are_named(run: Run, config: Path, text: str, expected: str) -> None:
    config.write_text(text)
    done = run("station", "list")

    assert done.status == 2
    assert expected in done.err


def test_a_missing_settings_file_is_named(run: Run, config: Path) -> None:
    config.unlink()
    done = run("migrate")

    assert done.status == 2
    assert str(config) in done.err


def test_secrets_are_masked(run: Run, config: Path) -> None:
    config.write_text('data_dir = "d"\n[database]\nurl = "postgresql+psycopg://u:hush@h/d"\n')
    done = run("--print-config")

    assert json.loads(done.out)["database"]["url"] == "**********"
    assert "hush" not in done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])

    assert ended.value.code == 0
    assert "Usage: fleet" in capsys.readouterr().out


@pytest.mark.parametrize(("words", "status"), [((), 2), (("nonsense",), 2), (("--help",), 0)])
def test_usage(words: tuple[str, ...], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)

    assert ended.value.code == status
    printed = capsys.readouterr()
    assert all(name in printed.out + printed.err for name in COMMANDS)
