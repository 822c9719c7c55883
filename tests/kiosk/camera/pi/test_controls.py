"""Which controls are set, and what is made of a lens that tells."""

import pytest

from kiosk.camera.pi.controls import choose, focus_of
from kiosk.camera.pi.simulated_device import CONTROLS, LENS, SENSOR
from kiosk.camera.sighting import Focus
from kiosk.settings import CameraFocus, CameraSettings

CONTINUOUS = CameraSettings(focus=CameraFocus.CONTINUOUS)
FIXED = CameraSettings(focus=CameraFocus.FIXED, lens_position=5.5)


def test_thirty_frames_a_second_under_lamps_on_50_hz_with_short_exposures() -> None:
    values = choose(CONTINUOUS, CONTROLS, SENSOR).values
    assert values["FrameDurationLimits"] == (33_333, 33_333)
    assert (values["AeFlickerMode"], values["AeFlickerPeriod"]) == (1, 10_000)
    assert values["AeExposureMode"] == 1


def test_a_lens_that_follows_the_middle_of_the_picture() -> None:
    values = choose(CONTINUOUS, CONTROLS, SENSOR).values
    assert (values["AfMode"], values["AfRange"], values["AfSpeed"]) == (2, 1, 1)
    assert values["AfMetering"] == 1
    assert values["AfWindows"] == [(1152, 648, 2304, 1296)]
    assert "LensPosition" not in values


def test_without_the_sensors_size_there_is_no_window() -> None:
    values = choose(CONTINUOUS, CONTROLS, None).values
    assert values["AfMode"] == 2
    assert not values.keys() & {"AfMetering", "AfWindows"}


def test_a_lens_that_stays_where_it_is_put() -> None:
    values = choose(FIXED, CONTROLS, SENSOR).values
    assert (values["AfMode"], values["LensPosition"]) == (0, 5.5)
    assert not values.keys() & {"AfRange", "AfSpeed", "AfMetering", "AfWindows"}


@pytest.mark.parametrize(("asked", "given"), [(20.0, 15.0), (15.0, None), (0.0, None)])
def test_a_lens_goes_no_further_than_it_can(asked: float, given: float | None) -> None:
    settings = CameraSettings(focus=CameraFocus.FIXED, lens_position=asked)
    choice = choose(settings, CONTROLS, SENSOR)
    assert choice.lens_position == given
    assert choice.values["LensPosition"] == (asked if given is None else given)


@pytest.mark.parametrize("settings", [CONTINUOUS, FIXED], ids=["continuous", "fixed"])
@pytest.mark.parametrize("missing", [LENS, {"AeFlickerMode", "AeFlickerPeriod"}, set(CONTROLS)])
def test_what_is_not_advertised_is_named_and_not_set(
    settings: CameraSettings, missing: set[str]
) -> None:
    whole = choose(settings, CONTROLS, SENSOR)
    advertised = {name: values for name, values in CONTROLS.items() if name not in missing}
    choice = choose(settings, advertised, SENSOR)
    assert choice.values.keys() == whole.values.keys() - missing
    assert set(choice.missing) == whole.values.keys() & missing


@pytest.mark.parametrize(
    ("settings", "state", "focus"),
    [
        (CONTINUOUS, 0, None),
        (CONTINUOUS, 1, Focus.SEARCHING),
        (CONTINUOUS, 2, Focus.FOCUSED),
        (CONTINUOUS, 3, Focus.FAILED),
        (CONTINUOUS, 99, None),
        (CONTINUOUS, None, None),
        (FIXED, 0, Focus.FIXED),
        (FIXED, None, None),
    ],
)
def test_what_the_lens_tells(
    settings: CameraSettings, state: int | None, focus: Focus | None
) -> None:
    metadata = {} if state is None else {"AfState": state}
    assert focus_of(metadata, choose(settings, CONTROLS, SENSOR)) == focus
