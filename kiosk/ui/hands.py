"""What a shopper does with fingers, a mouse, keys or the housing's buttons, as actions.

Facts: a touch panel gives FINGERDOWN and FINGERUP with places from 0 to 1, and SDL makes mouse
events of them too, marked `touch`, which are left out; resistive panels give no FINGERMOTION.
SIGTERM arrives as QUIT. The housing's buttons arrive as keys 1 to 4; arrows and Enter do the same.
A target acts when the finger is lifted inside that in which it was put down; sliding off cancels.
Two actions within 300 ms are one.
"""

from collections.abc import Iterable, Sequence

import pygame

from kiosk.ui.port import Quit
from kiosk.ui.scene import Target
from kiosk.ui.view import Action

DEBOUNCE_S = 0.3
BUTTONS = {
    pygame.K_1: Action.LANGUAGE,
    pygame.K_2: Action.DONE,
    pygame.K_3: Action.MORE_TIME,
    pygame.K_4: Action.OTHER_CODE,
}
"""Each button does one thing on every screen, so that it can be found without looking."""
_FORWARD = frozenset({pygame.K_RIGHT, pygame.K_DOWN, pygame.K_TAB})
_BACK = frozenset({pygame.K_LEFT, pygame.K_UP})
_ENTER = frozenset({pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE})


class Hands:
    """Turns events into actions, and knows what is pressed and what has the focus."""

    def __init__(self) -> None:
        self.pressed: Target | None = None
        self._focus: Action | None = None
        self._finger: tuple[str, int] | None = None
        self._last_s = float("-inf")

    def read(
        self,
        events: Iterable[pygame.event.Event],
        targets: Sequence[Target],
        size: tuple[int, int],
        now_s: float,
    ) -> list[Action | Quit]:
        """Read events, oldest first.

        Args:
            size: of the window in pixels.
            now_s: monotonic.
        """
        found: list[Action | Quit] = []
        for event in events:
            if event.type == pygame.QUIT:
                found.append(Quit())
                continue
            action = self._one(event, targets, size)
            if action is not None and now_s - self._last_s >= DEBOUNCE_S:
                self._last_s = now_s
                found.append(action)
        return found

    def focused(self, targets: Sequence[Target]) -> Target | None:
        """Give the target that Enter would press, None before the first arrow key."""
        return next((target for target in targets if target.action is self._focus), None)

    def _one(
        self, event: pygame.event.Event, targets: Sequence[Target], size: tuple[int, int]
    ) -> Action | None:
        match event.type:
            case pygame.FINGERDOWN:
                self._down(
                    ("finger", event.finger_id), targets, event.x * size[0], event.y * size[1]
                )
            case pygame.FINGERUP:
                return self._up(("finger", event.finger_id), event.x * size[0], event.y * size[1])
            case pygame.MOUSEBUTTONDOWN if event.button == 1 and not _synthetic(event):
                self._down(("mouse", 1), targets, *event.pos)
            case pygame.MOUSEBUTTONUP if event.button == 1 and not _synthetic(event):
                return self._up(("mouse", 1), *event.pos)
            case pygame.KEYDOWN:
                return self._key(event.key, targets)
            case _:
                pass
        return None

    def _down(self, finger: tuple[str, int], targets: Sequence[Target], x: float, y: float) -> None:
        self._focus = None
        if self._finger is None or self.pressed is None:
            self._finger = finger
            self.pressed = next((target for target in targets if target.box.at(x, y)), None)

    def _up(self, finger: tuple[str, int], x: float, y: float) -> Action | None:
        if finger != self._finger:
            return None
        pressed, self.pressed, self._finger = self.pressed, None, None
        return pressed.action if pressed and pressed.box.at(x, y) else None

    def _key(self, key: int, targets: Sequence[Target]) -> Action | None:
        offered = [target.action for target in sorted(targets, key=lambda one: one.box.x)]
        if key in BUTTONS:
            return BUTTONS[key] if BUTTONS[key] in offered else None
        if not offered:
            return None
        at = offered.index(self._focus) if self._focus in offered else None
        if key in _FORWARD:
            self._focus = offered[0 if at is None else (at + 1) % len(offered)]
        elif key in _BACK:
            self._focus = offered[-1 if at is None else at - 1]
        elif key in _ENTER and at is not None:
            return offered[at]
        return None


def _synthetic(event: pygame.event.Event) -> bool:
    return bool(getattr(event, "touch", False))
