"""The bar at the bottom of every screen: how the station is, and the buttons.

It is at the bottom since a hand must reach it, and every button has its place on every screen: the
language at the far right, "done" beside it. The buttons' words stand on one line with a sign, on
one line, or on two lines, whichever first leaves room for a status. On a screen too narrow even for
that the button for other codes goes, then that for more time is only a sign with the seconds. How
many lines is decided for the fullest screen of a language, so that the bar is equally high on all.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.ui.icons.names import Icon
from kiosk.ui.layout import Kit
from kiosk.ui.scene import Box, Drawing, Face, Fill, Line, Node, Rgb, Target, Type
from kiosk.ui.screens import status
from kiosk.ui.text import clean
from kiosk.ui.view import Action, Result, View
from kiosk.ui.words import LANGUAGE_NAMES, following

_TIGHT = 0.9
"""Lines on a button stand closer than in a text."""
_STATUS_SHARE = 0.2
_DIGIT = re.compile("[0-9]")
_ICONS: Mapping[Action, Icon] = MappingProxyType(
    {
        Action.LANGUAGE: Icon.GLOBE,
        Action.DONE: Icon.DONE,
        Action.MORE_TIME: Icon.MORE_TIME,
        Action.OTHER_CODE: Icon.OTHER_CODE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How the buttons of a screen are set."""

    lines: int
    sign: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Button:
    action: Action
    icon: Icon | None
    lines: tuple[str, ...]
    width: int
    fill: Rgb


_FORMS = (_Form(lines=1, sign=True), _Form(lines=1, sign=False), _Form(lines=2, sign=False))
_FULLEST = (
    (Action.LANGUAGE, ""),
    (Action.DONE, ""),
    (Action.MORE_TIME, "60"),
    (Action.OTHER_CODE, "9"),
)


def height(kit: Kit) -> int:
    """Give the height of the bar."""
    lines = _form(kit).lines
    return max(kit.sizes.target, lines * _pitch(kit) + kit.sizes.px(2.5)) + 2 * _rim(kit)


def build(kit: Kit, view: View) -> tuple[tuple[Node, ...], tuple[Target, ...]]:
    """Build the bar's nodes and targets."""
    sizes, palette = kit.sizes, kit.palette
    high = height(kit)
    area = Box(0, sizes.screen.h - high, sizes.screen.w, high)
    nodes: list[Node] = [Fill(box=area, colour=palette.night)]
    targets: list[Target] = []
    right = sizes.screen.w - sizes.margin
    for button in _buttons(kit, view):
        box = Box(right - button.width, area.y + _rim(kit), button.width, high - 2 * _rim(kit))
        nodes += _draw(kit, button, box)
        targets.append(Target(box=box, action=button.action, radius=sizes.radius))
        right = box.x - sizes.target_gap
    room = Box(sizes.margin, area.y, right - sizes.margin, high)
    return (*nodes, *status.build(kit, view, room)), tuple(targets)


def _rim(kit: Kit) -> int:
    return kit.sizes.px(1 if kit.sizes.compact else 2.5)


def _type(kit: Kit) -> Type:
    return kit.sizes.task(Face.STRONG)


def _pitch(kit: Kit) -> int:
    return round(kit.fonts.pitch(_type(kit)) * _TIGHT)


def _room(kit: Kit) -> int:
    return kit.sizes.screen.w - 2 * kit.sizes.margin


def _form(kit: Kit) -> _Form:
    """Choose the form in which the fullest screen's buttons leave room for a status."""
    for form in _FORMS:
        buttons = [_button(kit, _label(kit, *one), one[0], form) for one in _FULLEST]
        if _width(kit, buttons) <= _room(kit) * (1 - _STATUS_SHARE):
            return form
    return _FORMS[-1]


def _buttons(kit: Kit, view: View) -> list[_Button]:
    """Make the buttons that a view needs, right to left."""
    form = _form(kit)
    buttons = [
        _button(kit, _label(kit, action, value), action, form) for action, value in _wanted(view)
    ]
    if _width(kit, buttons) <= _room(kit):
        return buttons
    kept = [one for one in _wanted(view) if one[0] is not Action.OTHER_CODE]
    buttons = [_button(kit, _label(kit, *one), one[0], form) for one in kept]
    if _width(kit, buttons) <= _room(kit):
        return buttons
    return [_terse(kit, *one) or button for one, button in zip(kept, buttons, strict=True)]


def _terse(kit: Kit, action: Action, value: str) -> _Button | None:
    """Make the button for more time of its sign and the seconds alone."""
    return _button(kit, value, action, _FORMS[0]) if action is Action.MORE_TIME else None


def _wanted(view: View) -> list[tuple[Action, str]]:
    wanted = [(Action.LANGUAGE, "")]
    if isinstance(view.screen, Result):
        wanted.append((Action.DONE, ""))
        if view.screen.countdown_s is not None:
            wanted.append((Action.MORE_TIME, str(view.screen.countdown_s)))
        if view.screen.others:
            wanted.append((Action.OTHER_CODE, str(len(view.screen.others))))
    return wanted


def _width(kit: Kit, buttons: list[_Button]) -> int:
    gaps = kit.sizes.target_gap * max(0, len(buttons) - 1)
    return sum(button.width for button in buttons) + gaps


def _label(kit: Kit, action: Action, value: str) -> str:
    match action:
        case Action.LANGUAGE:
            return LANGUAGE_NAMES[following(kit.words.language)]
        case Action.OTHER_CODE if value != "1":
            return kit.words("button.other_codes", count=value)
        case Action.MORE_TIME:
            return kit.words("button.more_time", seconds=value)
        case _:
            return kit.words(f"button.{action.value}")


def _button(kit: Kit, label: str, action: Action, form: _Form) -> _Button:
    sizes, palette = kit.sizes, kit.palette
    words = _broken(kit, clean(label, kit.fonts, Face.STRONG), form)
    # As wide for every language and every second, so that nothing moves.
    widest = [*words]
    if action is Action.LANGUAGE:
        widest = [line for name in LANGUAGE_NAMES.values() for line in _broken(kit, name, form)]
    elif action is Action.MORE_TIME:
        widest = [_DIGIT.sub("0", line) for line in words]
    wide = max(kit.fonts.width(line, _type(kit)) for line in (*widest, *words))
    sign = _sign(kit) + sizes.space if form.sign else 0
    pad = sizes.px(2 if sizes.compact else 4)
    return _Button(
        action=action,
        icon=_ICONS[action] if form.sign else None,
        lines=tuple(words),
        width=max(sizes.target, wide + sign + 2 * pad),
        fill=palette.glow if action is Action.MORE_TIME else palette.paper,
    )


def _broken(kit: Kit, label: str, form: _Form) -> list[str]:
    words = label.split(" ")
    if form.lines == 1 or len(words) < 2:
        return [label]
    halves = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    type_ = _type(kit)
    return list(min(halves, key=lambda pair: max(kit.fonts.width(half, type_) for half in pair)))


def _sign(kit: Kit) -> int:
    return kit.sizes.px(8)


def _draw(kit: Kit, button: _Button, box: Box) -> list[Node]:
    type_, pitch, ink = _type(kit), _pitch(kit), kit.palette.ink
    nodes: list[Node] = [Fill(box=box, colour=button.fill, radius=kit.sizes.radius)]
    wide = max(kit.fonts.width(line, type_) for line in button.lines)
    side = _sign(kit)
    left = box.x + (box.w - wide) // 2
    if button.icon is not None:
        left = box.x + (box.w - wide - side - kit.sizes.space) // 2
        at = Box(left, box.y + (box.h - side) // 2, side, side)
        nodes.append(Drawing(box=at, name=button.icon, ink=ink, paper=button.fill))
        left += side + kit.sizes.space
    top = box.y + (box.h - len(button.lines) * pitch) // 2
    for i, line in enumerate(button.lines):
        own = kit.fonts.width(line, type_)
        at = Box(left + (wide - own) // 2, top + i * pitch, own, pitch)
        nodes.append(Line(box=at, text=line, type=type_, colour=ink, on=button.fill))
    return nodes
