"""Desired states through the whole agent: put in force or refused, and reported either way."""

import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contract.messages import Desired
from contract.topics import Down
from kiosk.agent.picture_child import decode_in_child
from kiosk.errors import BadPicture
from kiosk.local.protocol import Reload
from kiosk.rollout.store import load_current
from kiosk.rollout.table import Phase
from tests.kiosk.agent.rig import Rig
from tests.support.publishing import Publisher, png, png_of


def announce(rig: Rig, message: Desired) -> None:
    rig.say(Down.DESIRED, message, retain=True)


def in_force(rig: Rig, number: int) -> Callable[[], bool]:
    return lambda: rig.reported().number == number


def refused(rig: Rig, code: str) -> Callable[[], bool]:
    def check() -> bool:
        refusal = rig.reported().refused
        return refusal is not None and refusal.code == code

    return check


def test_reports_what_it_was_born_with(rig: Rig) -> None:
    rig.begin()

    report = rig.reported()
    assert (report.number, report.slides, report.refused) == (0, (), None)
    assert report.settings["result_timeout_s"] == 60


def test_puts_settings_and_a_slide_in_force(rig: Rig) -> None:
    publisher = rig.publisher
    desired = publisher.desired(7, settings={"result_timeout_s": 45}, slides=(publisher.slide(),))
    rig.begin()

    announce(rig, publisher.sign(desired))
    rig.until(in_force(rig, 7))

    current = load_current(rig.paths.desired)
    report = rig.reported()
    assert current.number == 7
    assert current.configuration.result_timeout_s == 45
    assert [(s.slide.slide_id, s.picture.read_bytes()) for s in current.slides] == [
        ("cho-tet", png())
    ]
    assert (report.settings["result_timeout_s"], report.slides) == (45, ("cho-tet",))
    assert Reload() in rig.station.asked
    assert rig.station.number == 7


def test_a_restart_keeps_it_and_fetches_nothing_again(rig: Rig) -> None:
    announce(rig, rig.publisher.sign(rig.publisher.desired(7, slides=(rig.publisher.slide(),))))
    rig.begin()
    rig.until(in_force(rig, 7))
    rig.agent.end()
    asked = len(rig.fleet.asked)

    rig.restart()
    rig.begin()
    rig.turn()

    assert rig.reported().number == 7
    assert len(rig.fleet.asked) == asked


def test_what_is_there_by_content_is_not_fetched_again(rig: Rig) -> None:
    slide = rig.publisher.slide()
    announce(rig, rig.publisher.sign(rig.publisher.desired(1, slides=(slide,))))
    rig.begin()
    rig.until(in_force(rig, 1))
    rig.fleet.asked.clear()

    desired = rig.publisher.desired(2, settings={"slide_s": 5}, slides=(slide,))
    announce(rig, rig.publisher.sign(desired))
    rig.until(in_force(rig, 2))

    assert [path.rsplit("/", 1)[-1] for path in rig.fleet.asked] == [desired.configuration.sha256]


def test_a_picture_that_lost_bits_on_the_card_is_fetched_again(rig: Rig) -> None:
    slide = rig.publisher.slide()
    announce(rig, rig.publisher.sign(rig.publisher.desired(1, slides=(slide,))))
    rig.begin()
    rig.until(in_force(rig, 1))
    picture = load_current(rig.paths.desired).slides[0].picture
    picture.write_bytes(b"rot")

    announce(
        rig, rig.publisher.sign(rig.publisher.desired(2, settings={"slide_s": 5}, slides=(slide,)))
    )
    rig.until(in_force(rig, 2))

    assert picture.read_bytes() == png()


def test_the_station_that_missed_it_is_told_later(rig: Rig) -> None:
    announce(rig, rig.publisher.sign(rig.publisher.desired(3)))
    rig.begin()
    rig.until(in_force(rig, 3))
    rig.station.number = 0

    rig.turn(after_s=6)

    assert rig.station.number == 3


def test_a_newer_one_overtakes_one_that_is_being_fetched(rig: Rig) -> None:
    rig.begin()
    announce(rig, rig.publisher.sign(rig.publisher.desired(1)))
    announce(rig, rig.publisher.sign(rig.publisher.desired(2)))

    rig.until(in_force(rig, 2))

    assert load_current(rig.paths.desired).number == 2


def test_waits_out_a_fleet_that_is_away(rig: Rig) -> None:
    rig.fleet.down = True
    announce(rig, rig.publisher.sign(rig.publisher.desired(4)))
    rig.begin()
    rig.until(lambda: rig.agent.rollout_phase is Phase.WAITING)
    rig.fleet.down = False

    rig.turn(after_s=1)
    assert rig.reported().number == 0
    rig.clock.advance(10)
    rig.until(in_force(rig, 4))

    assert rig.reported().refused is None


def wrong_signature(publisher: Publisher) -> Desired:
    message = publisher.sign(publisher.desired(5))
    return message.model_copy(update={"body": message.body.replace('"number":5', '"number":6')})


def unknown_key(publisher: Publisher) -> Desired:
    return publisher.sign(publisher.desired(5), key_id="publisher-9")


def other_signer(publisher: Publisher) -> Desired:
    desired = publisher.desired(5)
    return Publisher().sign(desired)


def other_station(publisher: Publisher) -> Desired:
    return publisher.sign(publisher.desired(5, station="cho-mo-2"))


def no_state(publisher: Publisher) -> Desired:
    return publisher.sign_text('{"number": 5}')


def tampered_picture(publisher: Publisher) -> Desired:
    slide = publisher.slide()
    publisher.artifacts[slide.picture.sha256] = png(shade=0x41)
    return publisher.sign(publisher.desired(5, slides=(slide,)))


def longer_picture(publisher: Publisher) -> Desired:
    slide = publisher.slide()
    publisher.artifacts[slide.picture.sha256] += b"more"
    return publisher.sign(publisher.desired(5, slides=(slide,)))


def tampered_settings(publisher: Publisher) -> Desired:
    desired = publisher.desired(5)
    size = desired.configuration.size
    publisher.artifacts[desired.configuration.sha256] = b"{}".ljust(size)
    return publisher.sign(desired)


def unknown_setting(publisher: Publisher) -> Desired:
    return publisher.sign(publisher.desired(5, settings={"result_time_out_s": 45}))


def wrong_setting(publisher: Publisher) -> Desired:
    return publisher.sign(publisher.desired(5, settings={"result_timeout_s": "45"}))


def unknown_content(publisher: Publisher) -> Desired:
    return publisher.sign(publisher.desired(5, content=b'{"slides": [], "films": []}'))


def hundred_megapixels(publisher: Publisher) -> Desired:
    picture = png_of(10_000, 10_000, zlib.compress(b"\0" * 10_001 * 100))
    return publisher.sign(publisher.desired(5, slides=(publisher.slide(picture=picture),)))


def other_type(publisher: Publisher) -> Desired:
    slide = publisher.slide(picture=b"GIF89a not a PNG at all")
    return publisher.sign(publisher.desired(5, slides=(slide,)))


def half_a_picture(publisher: Publisher) -> Desired:
    slide = publisher.slide(picture=png(200, 200)[:60])
    return publisher.sign(publisher.desired(5, slides=(slide,)))


def huge_document(publisher: Publisher) -> Desired:
    desired = publisher.desired(5)
    body: dict[str, Any] = json.loads(desired.model_dump_json())
    body["content"]["size"] = 2**31
    return publisher.sign_text(json.dumps(body))


BAD = [
    (wrong_signature, "desired.signature", "publisher-1"),
    (other_signer, "desired.signature", "publisher-1"),
    (unknown_key, "desired.key_unknown", "publisher-9"),
    (other_station, "desired.station", "cho-mo-2"),
    (no_state, "desired.invalid", "station"),
    (huge_document, "document.too_large", "content"),
    (tampered_picture, "picture.hash", "instead of"),
    (longer_picture, "picture.size", "more than"),
    (tampered_settings, "document.hash", "instead of"),
    (unknown_setting, "settings.invalid", "result_time_out_s"),
    (wrong_setting, "settings.invalid", "result_timeout_s"),
    (unknown_content, "content.invalid", "films"),
    (hundred_megapixels, "picture.too_many_pixels", "10000 x 10000"),
    (other_type, "picture.media_type", "cho-tet"),
    (half_a_picture, "picture.damaged", "pixels"),
]


@pytest.mark.parametrize(("make", "code", "detail"), BAD)
def test_refuses_a_bad_one_and_keeps_the_old(
    rig: Rig, make: Callable[[Publisher], Desired], code: str, detail: str
) -> None:
    announce(rig, rig.publisher.sign(rig.publisher.desired(2, settings={"slide_s": 5})))
    rig.begin()
    rig.until(in_force(rig, 2))

    announce(rig, make(rig.publisher))
    rig.until(refused(rig, code))

    report = rig.reported()
    assert report.refused is not None
    assert detail in report.refused.detail
    assert report.refused.number in {5, 6}
    assert report.number == load_current(rig.paths.desired).number == 2
    assert report.settings["slide_s"] == 5


def test_refuses_an_older_one(rig: Rig) -> None:
    announce(rig, rig.publisher.sign(rig.publisher.desired(9)))
    rig.begin()
    rig.until(in_force(rig, 9))

    announce(rig, rig.publisher.sign(rig.publisher.desired(8)))
    rig.until(refused(rig, "desired.older"))

    assert load_current(rig.paths.desired).number == 9


def test_a_refusal_outlives_a_restart_until_something_newer_comes(rig: Rig) -> None:
    announce(rig, unknown_setting(rig.publisher))
    rig.begin()
    rig.until(refused(rig, "settings.invalid"))
    rig.agent.end()
    rig.fleet.asked.clear()

    rig.restart()
    rig.begin()
    rig.turn()
    assert refused(rig, "settings.invalid")()
    assert rig.fleet.asked == []

    announce(rig, rig.publisher.sign(rig.publisher.desired(6)))
    rig.until(in_force(rig, 6))
    assert rig.reported().refused is None
    rig.agent.end()
    rig.restart()
    rig.begin()
    assert rig.reported().refused is None


def test_a_state_that_became_unreadable_is_installed_anew(rig: Rig) -> None:
    announce(rig, rig.publisher.sign(rig.publisher.desired(7, settings={"slide_s": 5})))
    rig.begin()
    rig.until(in_force(rig, 7))
    rig.agent.end()
    (rig.paths.desired / "current" / "configuration.json").write_bytes(b"\0")

    rig.restart()
    rig.begin()
    rig.until(in_force(rig, 7))

    assert load_current(rig.paths.desired).configuration.slide_s == 5


def test_a_child_process_decodes_pictures(tmp_path: Path) -> None:
    good = tmp_path / "good"
    good.write_bytes(png(64, 64))
    bad = tmp_path / "bad"
    bad.write_bytes(png(200, 200)[:60])

    decode_in_child(good)
    with pytest.raises(BadPicture) as caught:
        decode_in_child(bad)

    assert caught.value.code.startswith("picture.")
    assert "bad" in str(caught.value)
