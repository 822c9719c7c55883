"""Commands through the whole agent: each once, never late, and always with a reply."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Literal
from uuid import uuid4

import pytest
from pydantic import JsonValue

from contract.gateway import MAX_UPLOAD_BYTES
from contract.messages import Command, Reply
from contract.topics import Down, Up
from kiosk.agent.commands import IDENTIFY_S, REPLY_WAIT_S, STATION_TIMEOUT_S
from kiosk.errors import LocalError
from kiosk.local.protocol import Failed, Identify, Restart, ScreenshotReply
from tests.kiosk.agent.rig import NAME, Rig
from tests.support.publishing import STATION

Name = Literal["screenshot", "identify", "restart"]


def command(
    rig: Rig, name: Name, arguments: dict[str, JsonValue] | None = None, *, in_s: float = 60
) -> Command:
    deadline = rig.clock.now() + timedelta(seconds=in_s)
    return Command(command_id=uuid4(), name=name, deadline=deadline, arguments=arguments or {})


class TestReplies:
    def replies(self, rig: Rig) -> list[Reply]:
        return rig.heard(Up.REPLY, Reply)

    def answer(self, rig: Rig, asked: Command) -> Reply:
        rig.say(Down.COMMAND, asked)
        rig.until(lambda: len(self.replies(rig)) == 1)
        return self.replies(rig)[0]


class TestCommands(TestReplies):
    def test_a_screenshot_is_uploaded(self, rig: Rig) -> None:
        rig.begin()
        asked = command(rig, "screenshot")

        reply = self.answer(rig, asked)

        assert (reply.command_id, reply.done, reply.state.code) == (asked.command_id, True, "done")
        assert rig.fleet.uploads == {str(asked.command_id): b"\x89PNG window"}

    def test_a_command_that_comes_twice_is_done_once(self, rig: Rig) -> None:
        rig.begin()
        asked = command(rig, "screenshot")
        self.answer(rig, asked)
        rig.agent.end()
        rig.restart()
        rig.begin()

        rig.say(Down.COMMAND, asked)
        rig.turn()
        rig.turn()

        assert len(self.replies(rig)) == 1

    def test_a_command_after_its_deadline_is_not_done(self, rig: Rig) -> None:
        rig.begin()

        reply = self.answer(rig, command(rig, "screenshot", in_s=-1))

        assert (reply.done, reply.state.code) == (False, "command.expired")
        assert rig.fleet.uploads == {}

    def test_a_station_that_does_not_know_the_time_trusts_the_brokers_expiry(
        self, rig: Rig
    ) -> None:
        rig.clock.trust = False
        rig.begin()
        asked = command(rig, "screenshot", in_s=-1000)

        assert self.answer(rig, asked).done

    def test_says_why_there_is_no_screenshot(self, rig: Rig) -> None:
        rig.station.screenshot = Failed(code="display.none")
        rig.begin()

        assert self.answer(rig, command(rig, "screenshot")).state.code == "display.none"

    def test_a_window_that_is_too_large_to_upload(self, rig: Rig) -> None:
        rig.station.screenshot = ScreenshotReply(png=b"x" * (MAX_UPLOAD_BYTES + 1))
        rig.begin()

        reply = self.answer(rig, command(rig, "screenshot"))

        assert (reply.done, reply.state.code) == (False, "upload.too_large")
        assert rig.fleet.uploads == {}

    def test_says_when_the_station_or_the_fleet_is_away(self, rig: Rig) -> None:
        rig.begin()
        rig.station.trouble = LocalError("local.timeout")
        first = self.answer(rig, command(rig, "screenshot"))
        rig.station.trouble = None
        rig.fleet.down = True
        rig.say(Down.COMMAND, command(rig, "screenshot"))
        rig.until(lambda: len(self.replies(rig)) == 2)

        assert first.state.code == "local.timeout"
        assert self.replies(rig)[1].state.code == "gateway.unreachable"

    def test_a_reply_waits_for_a_connection(self, rig: Rig) -> None:
        rig.begin()
        rig.broker.faults.full = True
        rig.say(Down.COMMAND, command(rig, "identify"))
        rig.turn()
        rig.broker.faults.full = False
        rig.turn()

        assert len(self.replies(rig)) == 1

    def test_a_job_that_breaks_is_replied_to(self, rig: Rig) -> None:
        rig.station.trouble = RuntimeError("out of paint")
        rig.begin()

        reply = self.answer(rig, command(rig, "screenshot"))

        assert (reply.done, reply.state.code) == (False, "command.failed")

    def test_a_command_that_breaks_is_replied_to(self, rig: Rig) -> None:
        rig.station.trouble = RuntimeError("out of paint")
        rig.begin()

        reply = self.answer(rig, command(rig, "identify"))

        assert (reply.done, reply.state.code) == (False, "command.failed")


class TestIdentify(TestReplies):
    def test_the_station_is_told_who_it_is(self, rig: Rig) -> None:
        rig.begin()

        reply = self.answer(rig, command(rig, "identify", {"name": "Chợ Hôm"}))

        assert (reply.done, reply.result) == (True, {"seconds": IDENTIFY_S})
        before_s = rig.clock.monotonic_s() + STATION_TIMEOUT_S
        assert rig.station.asked[-1] == Identify(
            station=STATION, name="Chợ Hôm", seconds=IDENTIFY_S, before_s=before_s
        )

    @pytest.mark.parametrize("arguments", [{}, *({"name": n} for n in (7, None, ["x"], ""))])
    def test_without_a_name_it_shows_the_one_it_was_enrolled_with(
        self, rig: Rig, arguments: dict[str, JsonValue]
    ) -> None:
        rig.begin()
        assert self.answer(rig, command(rig, "identify", arguments)).done
        asked = rig.station.asked[-1]
        assert isinstance(asked, Identify)
        assert asked.name == NAME

    def test_the_station_may_not_act_after_the_deadline(self, rig: Rig) -> None:
        rig.begin()
        self.answer(rig, command(rig, "identify", in_s=0.25))
        asked = rig.station.asked[-1]
        assert isinstance(asked, Identify)
        assert asked.before_s <= rig.clock.monotonic_s() + 0.25

    @pytest.mark.parametrize("code", ["command.expired", "station.failed"])
    def test_what_the_station_refuses_is_said(self, rig: Rig, code: str) -> None:
        rig.station.answer = Failed(code=code)
        rig.begin()
        reply = self.answer(rig, command(rig, "identify"))
        assert (reply.done, reply.state.code) == (False, code)

    def test_a_station_that_is_away_is_said(self, rig: Rig) -> None:
        rig.begin()
        rig.station.trouble = LocalError("local.unreachable")
        assert self.answer(rig, command(rig, "identify")).state.code == "local.unreachable"


class TestRestart(TestReplies):
    @pytest.fixture
    def unmanaged(self, tmp_path: Path) -> Iterator[Rig]:
        rig = Rig(tmp_path / "laptop", managed=False)
        yield rig
        rig.agent.end()

    @pytest.mark.parametrize(
        ("arguments", "station", "agent"),
        [
            ({}, True, True),
            ({"what": "both"}, True, True),
            ({"what": "station"}, True, False),
            ({"what": "agent"}, False, True),
        ],
    )
    def test_what_is_asked_for_ends_after_the_reply(
        self, rig: Rig, arguments: dict[str, JsonValue], *, station: bool, agent: bool
    ) -> None:
        rig.begin()
        reply = self.answer(rig, command(rig, "restart", arguments))

        assert reply.done
        assert any(isinstance(asked, Restart) for asked in rig.station.asked) is station
        assert rig.agent.stopping is agent

    def test_the_agent_waits_for_its_reply_to_leave_but_not_for_ever(self, rig: Rig) -> None:
        rig.begin()
        rig.broker.faults.full = True
        rig.say(Down.COMMAND, command(rig, "restart", {"what": "agent"}))
        rig.turn()
        assert not rig.agent.stopping
        rig.turn(after_s=REPLY_WAIT_S + 1)
        assert rig.agent.stopping

    def test_the_same_command_never_restarts_twice(self, rig: Rig) -> None:
        rig.begin()
        asked = command(rig, "restart")
        self.answer(rig, asked)
        rig.agent.end()
        rig.restart()
        rig.begin()
        rig.say(Down.COMMAND, asked)
        rig.turn()
        rig.turn()

        assert not rig.agent.stopping
        assert len(self.replies(rig)) == 1
        assert sum(isinstance(asked, Restart) for asked in rig.station.asked) == 1

    @pytest.mark.parametrize("what", ["agent", "both"])
    def test_an_agent_that_nobody_would_start_again_goes_on(
        self, unmanaged: Rig, what: str
    ) -> None:
        unmanaged.begin()
        reply = self.answer(unmanaged, command(unmanaged, "restart", {"what": what}))

        assert (reply.done, reply.state.code) == (False, "restart.unmanaged")
        assert not unmanaged.agent.stopping
        assert not any(isinstance(asked, Restart) for asked in unmanaged.station.asked)

    def test_a_station_that_nobody_would_start_again_goes_on_alone(self, rig: Rig) -> None:
        rig.station.answer = Failed(code="restart.unmanaged")
        rig.begin()
        reply = self.answer(rig, command(rig, "restart"))

        assert (reply.done, reply.state.code) == (False, "restart.unmanaged")
        assert reply.result == {"what": "agent"}
        assert rig.agent.stopping

    @pytest.mark.parametrize(("what", "agent"), [("both", True), ("station", False)])
    @pytest.mark.parametrize(
        ("trouble", "code"),
        [(LocalError("local.timeout"), "local.timeout"), (RuntimeError(), "command.failed")],
    )
    def test_a_window_that_hangs_keeps_no_agent_from_its_restart(
        self, rig: Rig, trouble: Exception, code: str, what: str, *, agent: bool
    ) -> None:
        rig.begin()
        rig.station.trouble = trouble
        reply = self.answer(rig, command(rig, "restart", {"what": what}))

        assert (reply.done, reply.state.code) == (False, code)
        assert rig.agent.stopping is agent

    @pytest.mark.parametrize("what", ["fleet", "", 7, None, ["both"]])
    def test_an_unknown_part_is_refused(self, rig: Rig, what: JsonValue) -> None:
        rig.begin()
        reply = self.answer(rig, command(rig, "restart", {"what": what}))

        assert (reply.done, reply.state.code) == (False, "command.bad_argument")
        assert not rig.agent.stopping
