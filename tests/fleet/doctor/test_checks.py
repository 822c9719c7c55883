"""The doctor finds what is wrong, says where, and gives no secret away."""

import json
import logging
import os
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from daemon.boundary import Boundaries
from fleet.__main__ import main
from fleet.clock import SystemClock
from fleet.doctor import files, services
from fleet.doctor.examination import checks, examine
from fleet.doctor.report import Found, Outcome
from fleet.health import service as health
from fleet.parts import open_database, prepare
from fleet.processes import service as processes
from fleet.processes.service import Role
from fleet.settings import DatabaseSettings, Settings

CLOCK = SystemClock()


@pytest.fixture
def settings(data_dir: Path) -> Settings:
    data_dir.chmod(0o700)
    made = Settings(data_dir=data_dir)
    prepare(made, CLOCK)
    open_database(made).close()
    return made


def test_a_fresh_folder_is_in_order(settings: Settings) -> None:
    now = CLOCK.now()
    for found in (
        files.keys(settings),
        files.certificates(settings, now),
        files.space(settings),
        services.backlog(settings, CLOCK),
        services.history(settings, CLOCK),
    ):
        assert found.result is Outcome.OK, found


def test_a_folder_that_others_may_read(settings: Settings) -> None:
    settings.data_dir.chmod(0o755)
    found = files.data_directory(settings)
    assert (found.result, found.code) == ("failed", "data_dir.open")
    assert "755" in found.detail
    assert sorted(path.name for path in settings.data_dir.glob(".doctor*")) == []


def test_a_key_that_others_may_read(settings: Settings) -> None:
    key = settings.data_dir / "pki" / "server.pem"
    key.chmod(0o644)
    found = files.keys(settings)
    assert (found.result, found.code) == ("failed", "key.open")
    assert str(key) in found.detail


@pytest.mark.parametrize(
    ("check", "after", "code"),
    [
        (files.certificates, timedelta(days=395), "certificate.end"),
        (files.revocations, timedelta(days=31), "crl.end"),
    ],
)
def test_what_ends_is_told_in_time(
    settings: Settings, check: Callable[[Settings, datetime], Found], after: timedelta, code: str
) -> None:
    if check is files.revocations:
        pki_written = settings.data_dir / "pki" / "crl.pem"
        assert pki_written.is_file()
    found = check(settings, CLOCK.now() + after)
    assert (found.result, found.code) == ("failed", code)


def test_a_file_that_is_no_certificate(settings: Settings) -> None:
    (settings.data_dir / "pki" / "root.pem").write_text("nothing")
    assert files.certificates(settings, CLOCK.now()).code == "pki.unreadable"


def test_a_database_that_is_not_migrated(data_dir: Path) -> None:
    found = services.database(Settings(data_dir=data_dir))
    assert (found.result, found.code) == ("failed", "database.not_migrated")


def test_the_password_of_a_database_is_never_said(data_dir: Path) -> None:
    url = "postgresql+psycopg://an:geheim@127.0.0.1:1/none"
    settings = Settings(data_dir=data_dir, database=DatabaseSettings(url=SecretStr(url)))
    every = checks(settings, CLOCK, data_dir)
    names = ("database", "processes", "backlog", "history", "clock")
    wanted = {name: every[name] for name in names}
    log = Boundaries(services_log())
    results = list(examine(wanted, log))
    assert all(one.result is not Outcome.OK for one in results)
    assert "geheim" not in json.dumps([one.model_dump() for one in results])


def services_log() -> logging.Logger:
    return logging.getLogger("doctor-test")


def test_who_is_at_work(settings: Settings) -> None:
    found = services.processes_at_work(settings, CLOCK)
    assert (found.result, found.code) == ("failed", "process.missing")
    database = open_database(settings)
    with database.write() as session:
        now = CLOCK.now()
        for role in Role:
            processes.mark(session, "fleet-all-1", role, now=now, since=now)
    database.close()
    assert services.processes_at_work(settings, CLOCK).result is Outcome.OK


def test_a_health_history_that_is_not_folded(settings: Settings) -> None:
    database = open_database(settings)
    hour = health.hour_of(CLOCK.now()) - services.MOST_UNFOLDED_HOURS - 1
    with database.write() as session:
        processes.note_reached(session, health.JOB, f"{hour} ")
    database.close()
    found = services.history(settings, CLOCK)
    assert (found.result, found.code) == ("failed", "history.unfolded")


@pytest.mark.loopback
def test_ports_that_are_free_and_that_are_taken(free_port: Callable[[], int]) -> None:
    number = free_port()
    assert services.port("127.0.0.1", number).code == "port.free"
    with socket.create_server(("127.0.0.1", number)):
        assert services.port("127.0.0.1", number).code == "port.answers"
    assert services.port("192.0.2.1", number).code == "port.address"


@pytest.mark.loopback
def test_a_broker_that_is_not_there(settings: Settings, free_port: Callable[[], int]) -> None:
    broker = settings.broker.model_copy(update={"port": free_port()})
    found = services.broker(settings.model_copy(update={"broker": broker}))
    assert (found.result, found.code) == ("failed", "broker.unreachable")


def test_a_check_that_breaks_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    def breaks() -> Found:
        raise RuntimeError

    named = {"one": breaks, "two": lambda: Found(result=Outcome.OK, code="fine", detail="")}
    one, two = examine(named, Boundaries(services_log()))
    assert (one.result, one.code, two.result) == ("failed", "check.broke", "ok")
    assert "doctor.one" in caplog.text


@pytest.mark.loopback
def test_the_command_prints_json_and_fails_where_something_does(
    settings: Settings,
    tmp_path: Path,
    free_port: Callable[[], int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    config = tmp_path / "fleet.toml"
    folder = os.path.relpath(settings.data_dir, tmp_path)
    config.write_text(f'data_dir = "{folder}"\n[broker]\nport = {free_port()}\n')
    with pytest.raises(SystemExit) as ended:
        main(["doctor", "--config", str(config), "--json"])
    assert ended.value.code == 1
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is False
    first = report["checks"][0]
    assert set(first) == {"name", "result", "code", "detail", "value", "unit", "seconds"}
    assert {one["name"]: one["result"] for one in report["checks"]}["broker"] == "failed"
