"""What is known of the camera: sharpness beside its best, codes as the station counts them."""

import numpy as np

from kiosk.camera.port import Luma
from kiosk.camera.sharpness import sharpness
from kiosk.camera.sighting import CameraDown, CameraUp, Guidance, Hint, Motion
from kiosk.station.tracker import ABSENT_S
from kiosk.technician.watch import Watch
from tests.kiosk.technician.sightings import code, frame, health

EAN = "8935217400102"


def stripes(contrast: int) -> Luma:
    row = np.arange(1280) // 4 % 2 * contrast + 60
    return np.tile(row.astype(np.uint8), (960, 1))


def watching() -> Watch:
    watch = Watch(100.0)
    watch.hear(CameraUp())
    watch.hear(health())
    return watch


class TestSharpness:
    def test_now_stands_beside_the_best(self) -> None:
        watch = watching()
        for contrast in (40, 80, 20):
            watch.measure(stripes(contrast))
        look = watch.look(101.0)
        assert look.sharpness == sharpness(stripes(20))
        assert look.best == sharpness(stripes(80))
        assert look.share is not None
        assert round(look.share, 2) == 0.25
        assert look.size_px == (1280, 960)

    def test_the_best_is_measured_anew(self) -> None:
        watch = watching()
        watch.measure(stripes(80))
        watch.measure(stripes(20))
        watch.forget_best()
        assert watch.look(101.0).share == 1.0

    def test_a_picture_too_large_to_be_shared_has_the_figure_of_health(self) -> None:
        watch = watching()
        watch.hear(health(sharpness=3.5))
        look = watch.look(101.0)
        assert (look.sharpness, look.best, look.size_px) == (3.5, 5.0, None)

    def test_a_picture_without_contrast_divides_nothing_by_zero(self) -> None:
        watch = watching()
        watch.measure(stripes(0))
        watch.forget_best()
        look = watch.look(101.0)
        assert (look.sharpness, look.share) == (0.0, None)


class TestCodes:
    def test_bars_are_confirmed_by_a_second_frame_a_qr_code_by_one(self) -> None:
        watch = watching()
        bars = code(EAN, name="EAN-13", sure=False)
        watch.hear(frame(100.0, bars, code("tea", at=(600, 600))))
        assert [seen.confirmed for seen in watch.look(100.0).codes] == [False, True]
        watch.hear(frame(100.1, bars))
        look = watch.look(100.1)
        assert [(seen.confirmed, seen.reads) for seen in look.codes] == [(True, 2), (True, 1)]

    def test_bars_that_disagree_in_one_place_are_not_confirmed(self) -> None:
        watch = watching()
        for number, text in enumerate((EAN, "8935217400119") * 2):
            watch.hear(frame(100.0 + number / 10, code(text, name="EAN-13", sure=False)))
        assert [seen.confirmed for seen in watch.look(100.3).codes] == [False, False]

    def test_a_code_that_has_left_is_forgotten(self) -> None:
        watch = watching()
        watch.hear(frame(100.0, code("tea")))
        assert len(watch.look(100.0 + ABSENT_S - 0.01).codes) == 1
        assert watch.look(100.0 + ABSENT_S).codes == ()

    def test_the_first_seen_stays_first(self) -> None:
        watch = watching()
        first, second = code("a"), code("b", at=(600, 100))
        watch.hear(frame(100.0, first))
        watch.hear(frame(100.1, second, first))
        assert [seen.code.text for seen in watch.look(100.1).codes] == ["a", "b"]

    def test_more_codes_than_anybody_holds_up_are_bounded(self) -> None:
        watch = watching()
        watch.hear(frame(100.0, *(code(str(number)) for number in range(50))))
        assert len(watch.look(100.0).codes) == 16

    def test_of_many_codes_the_one_that_the_station_takes_is_there(self) -> None:
        watch = watching()
        unit = code("https://id.gs1.org/01/08935217400102/10/A1/21/S1")
        for at_s in (100.0, 100.1):
            watch.hear(frame(at_s, *(code(str(number)) for number in range(23)), unit))
        shown = [seen.code.text for seen in watch.look(100.1).codes]
        assert shown == [*(str(number) for number in range(15)), unit.text]


class TestFaults:
    def test_a_fault_clears_what_was_of_before_it_but_the_best(self) -> None:
        watch = watching()
        watch.measure(stripes(80))
        watch.hear(Guidance(Hint.TOO_DARK))
        watch.hear(Motion(moving=True))
        watch.hear(frame(100.0, code("tea")))
        watch.hear(CameraDown("camera.unplugged", "gone", ends=True))
        watch.measure(stripes(40))
        look = watch.look(100.0)
        assert (look.camera, look.detail) == ("camera.unplugged", "gone")
        assert (look.health, look.hint, look.moving, look.codes) == (None, None, None, ())
        assert (look.sharpness, look.best) == (None, sharpness(stripes(80)))

    def test_a_black_picture_is_still_one(self) -> None:
        watch = watching()
        watch.hear(CameraDown("camera.black", "mean brightness 1.0 of 255"))
        look = watch.look(101.0)
        assert look.camera == "camera.black"
        assert look.health is not None
        watch.hear(CameraUp())
        assert (watch.look(101.0).camera, watch.look(101.0).detail) == ("up", "")
