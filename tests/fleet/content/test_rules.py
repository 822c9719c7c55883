"""What a report means for a desired state, and which report is news."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.messages import Refusal
from fleet.content.models import DesiredStatus
from fleet.content.rules import check_configuration, is_news, settle
from fleet.errors import BadInput
from tests.support.fleet_rooms import MOMENT, reported

PENDING, IN_FORCE = DesiredStatus.PENDING, DesiredStatus.IN_FORCE
REFUSED, SUPERSEDED = DesiredStatus.REFUSED, DesiredStatus.SUPERSEDED


@pytest.mark.parametrize(
    ("number", "status", "in_force", "refused", "becomes"),
    [
        (3, PENDING, 3, None, IN_FORCE),
        (3, PENDING, 2, None, PENDING),
        (3, PENDING, 2, 3, REFUSED),
        (2, IN_FORCE, 3, None, SUPERSEDED),
        (2, PENDING, 3, None, SUPERSEDED),
        (2, REFUSED, 3, None, REFUSED),
        (3, REFUSED, 3, None, IN_FORCE),
        (3, IN_FORCE, 0, None, PENDING),
        (1, SUPERSEDED, 1, None, IN_FORCE),
    ],
)
def test_what_a_report_means(
    number: int,
    status: DesiredStatus,
    in_force: int,
    refused: int | None,
    becomes: DesiredStatus,
) -> None:
    report = reported(in_force)
    if refused is not None:
        refusal = Refusal(number=refused, code="settings.invalid", detail="slide_s")
        report = report.model_copy(update={"refused": refusal})
    settled = settle(number, status, report)
    why = ("settings.invalid", "slide_s") if becomes is REFUSED and refused else ("", "")
    assert settled == (becomes, *why)


@given(st.permutations([0, 1, 2, 3, 3]))
def test_in_any_order_the_newest_report_is_left(numbers: list[int]) -> None:
    stored = None
    for number in numbers:
        if is_news(stored, reported(number)):
            stored = reported(number)
    assert stored == reported(3)


def test_of_one_number_the_latest_report_is_news_and_the_same_one_never() -> None:
    report = reported(3)
    assert not is_news(report, report)
    assert is_news(report, reported(3, MOMENT + timedelta(seconds=1)))
    assert not is_news(report, reported(3, MOMENT - timedelta(seconds=1)))
    refusal = Refusal(number=4, code="desired.signature")
    earlier = reported(3, MOMENT - timedelta(hours=1)).model_copy(update={"refused": refusal})
    assert is_news(report, earlier)


def test_settings_that_are_left_out_get_their_defaults() -> None:
    configuration = check_configuration({"slide_s": 5, "lookup_deadline_s": 2})
    assert (configuration.slide_s, configuration.result_timeout_s) == (5, 60)


@pytest.mark.parametrize("value", [float("nan"), None, 1e9, "5", [5]])
def test_a_setting_that_is_none_is_refused(value: object) -> None:
    with pytest.raises(BadInput) as caught:
        check_configuration({"slide_s": value})
    assert caught.value.code == "settings.invalid"
