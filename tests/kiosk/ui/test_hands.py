"""Fingers, mouse, keys and the housing's buttons."""

from typing import Any

import pygame
import pytest

from kiosk.ui.hands import DEBOUNCE_S, Hands
from kiosk.ui.port import Quit
from kiosk.ui.scene import Box, Target
from kiosk.ui.view import Action

SIZE = (1000, 500)
LEFT = Target(box=Box(100, 400, 200, 80), action=Action.DONE)
RIGHT = Target(box=Box(700, 400, 200, 80), action=Action.LANGUAGE)
TARGETS = (LEFT, RIGHT)


def finger(kind: int, x: int, y: int, number: int = 0) -> pygame.event.Event:
    place: dict[str, Any] = {"x": x / SIZE[0], "y": y / SIZE[1], "finger_id": number}
    return pygame.event.Event(kind, place)


def mouse(kind: int, x: int, y: int, *, touch: bool = False, button: int = 1) -> pygame.event.Event:
    return pygame.event.Event(kind, pos=(x, y), button=button, touch=touch)


def key(code: int) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=code, mod=0, unicode="")


def read(hands: Hands, *events: pygame.event.Event, at_s: float = 10.0) -> list[Action | Quit]:
    return hands.read(events, TARGETS, SIZE, at_s)


def test_a_finger_acts_when_lifted() -> None:
    hands = Hands()
    assert read(hands, finger(pygame.FINGERDOWN, 150, 420)) == []
    assert hands.pressed == LEFT
    assert read(hands, finger(pygame.FINGERUP, 160, 430)) == [Action.DONE]
    assert hands.pressed is None


def test_sliding_off_cancels() -> None:
    hands = Hands()
    slide = finger(pygame.FINGERDOWN, 150, 420), finger(pygame.FINGERUP, 500, 420)
    assert read(hands, *slide) == []
    onto = finger(pygame.FINGERDOWN, 500, 420), finger(pygame.FINGERUP, 150, 420)
    assert read(hands, *onto) == []


def test_sliding_to_another_button_does_nothing() -> None:
    slide = finger(pygame.FINGERDOWN, 150, 420), finger(pygame.FINGERUP, 750, 420)
    assert read(Hands(), *slide) == []


def test_a_second_finger_does_not_disturb() -> None:
    hands = Hands()
    read(hands, finger(pygame.FINGERDOWN, 150, 420, number=1))
    assert read(hands, finger(pygame.FINGERDOWN, 750, 420, number=2)) == []
    assert read(hands, finger(pygame.FINGERUP, 750, 420, number=2)) == []
    assert read(hands, finger(pygame.FINGERUP, 150, 420, number=1)) == [Action.DONE]


def test_mouse_acts_but_not_the_one_made_of_touch() -> None:
    events = mouse(pygame.MOUSEBUTTONDOWN, 750, 420), mouse(pygame.MOUSEBUTTONUP, 750, 420)
    assert read(Hands(), *events) == [Action.LANGUAGE]
    made = (
        mouse(pygame.MOUSEBUTTONDOWN, 750, 420, touch=True),
        mouse(pygame.MOUSEBUTTONUP, 750, 420, touch=True),
    )
    assert read(Hands(), *made) == []
    wheel = (
        mouse(pygame.MOUSEBUTTONDOWN, 750, 420, button=4),
        mouse(pygame.MOUSEBUTTONUP, 750, 420, button=4),
    )
    assert read(Hands(), *wheel) == []


def test_two_quick_taps_are_one() -> None:
    hands = Hands()
    tap = finger(pygame.FINGERDOWN, 150, 420), finger(pygame.FINGERUP, 150, 420)
    assert read(hands, *tap, at_s=5.0) == [Action.DONE]
    assert read(hands, *tap, at_s=5.0 + DEBOUNCE_S - 0.01) == []
    assert read(hands, *tap, at_s=5.0 + DEBOUNCE_S + 0.01) == [Action.DONE]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (pygame.K_1, [Action.LANGUAGE]),
        (pygame.K_2, [Action.DONE]),
        (pygame.K_3, []),
        (pygame.K_4, []),
        (pygame.K_a, []),
        (pygame.K_RETURN, []),
    ],
)
def test_buttons_of_the_housing(code: int, expected: list[Action]) -> None:
    assert read(Hands(), key(code)) == expected


def test_arrows_and_enter_reach_everything() -> None:
    hands = Hands()
    assert hands.focused(TARGETS) is None
    read(hands, key(pygame.K_RIGHT))
    assert hands.focused(TARGETS) == LEFT
    read(hands, key(pygame.K_RIGHT))
    assert hands.focused(TARGETS) == RIGHT
    assert read(hands, key(pygame.K_RETURN)) == [Action.LANGUAGE]
    read(hands, key(pygame.K_LEFT))
    assert read(hands, key(pygame.K_RETURN), at_s=20.0) == [Action.DONE]


def test_the_focus_goes_with_its_target() -> None:
    hands = Hands()
    read(hands, key(pygame.K_LEFT))
    assert hands.focused(TARGETS) == RIGHT
    assert hands.focused((LEFT,)) is None
    assert hands.read([key(pygame.K_RETURN)], (LEFT,), SIZE, 30.0) == []
    assert hands.read([key(pygame.K_RIGHT)], (), SIZE, 30.0) == []


def test_quit_is_never_debounced() -> None:
    events = [pygame.event.Event(pygame.QUIT), key(pygame.K_1), pygame.event.Event(pygame.QUIT)]
    assert read(Hands(), *events) == [Quit(), Action.LANGUAGE, Quit()]
