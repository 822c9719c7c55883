"""The bar at the bottom of every screen: how the station is, and the buttons.

It is at the bottom since a hand must reach it (1220 mm at most above the floor), and every button
has its place on every screen: the language at the far right, "done" beside it. Where the screen is
too narrow for all buttons, that for other codes is the one that goes.
"""

from dataclasses import dataclass

from kiosk.ui.icons.names import Icon
from kiosk.ui.layout import Kit, Look, stack, text
from kiosk.ui.scene import Box, Drawing, Face, Fill, Line, Node, Rgb, Target, Type
from kiosk.ui.text import clean, shorten, wrap
from kiosk.ui.view import Action, Result, View
from kiosk.ui.words import LANGUAGE_NAMES, following

_MOST_LINES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Button:
    action: Action
    icon: Icon
    lines: tuple[str, ...]
    width: int
    fill: Rgb
    ink: Rgb


def height(kit: Kit) -> int:
    """Give the height of the bar."""
    sizes = kit.sizes
    inside = max(sizes.target, _MOST_LINES * kit.fonts.pitch(_type(kit)) + sizes.px(2))
    return inside + 2 * _rim(kit)


def build(kit: Kit, view: View) -> tuple[tuple[Node, ...], tuple[Target, ...]]:
    """Build the bar's nodes and targets."""
    sizes, palette = kit.sizes, kit.palette
    high = height(kit)
    area = Box(0, sizes.screen.h - high, sizes.screen.w, high)
    nodes: list[Node] = [Fill(box=area, colour=palette.night)]
    targets: list[Target] = []
    right = sizes.screen.w - sizes.margin
    for button in _fitting(kit, view):
        box = Box(right - button.width, area.y + _rim(kit), button.width, high - 2 * _rim(kit))
        nodes += _draw(kit, button, box)
        targets.append(Target(box=box, action=button.action, radius=sizes.radius))
        right = box.x - sizes.target_gap
    room = Box(sizes.margin, area.y + _rim(kit), right - sizes.margin, high - 2 * _rim(kit))
    return (*nodes, *_status(kit, view, room)), tuple(targets)


def _rim(kit: Kit) -> int:
    return kit.sizes.px(1.5 if kit.sizes.compact else 3)


def _type(kit: Kit) -> Type:
    return kit.sizes.task(Face.STRONG)


def _fitting(kit: Kit, view: View) -> list[_Button]:
    """Choose buttons, right to left: words on one line, then on two, then without other codes."""
    wanted = _wanted(view)
    room = kit.sizes.screen.w - 2 * kit.sizes.margin
    for most in (1, _MOST_LINES):
        buttons = [_button(kit, view, action, most) for action in wanted]
        if _width(kit, buttons) <= room * 0.72:
            return buttons
    buttons = [_button(kit, view, action, _MOST_LINES) for action in wanted]
    return (
        buttons
        if _width(kit, buttons) <= room
        else [one for one in buttons if one.action is not Action.OTHER_CODE]
    )


def _width(kit: Kit, buttons: list[_Button]) -> int:
    gaps = kit.sizes.target_gap * max(0, len(buttons) - 1)
    return sum(button.width for button in buttons) + gaps


def _wanted(view: View) -> list[Action]:
    wanted = [Action.LANGUAGE]
    if isinstance(view.screen, Result):
        wanted.append(Action.DONE)
        if view.screen.countdown_s is not None:
            wanted.append(Action.MORE_TIME)
        if view.screen.others:
            wanted.append(Action.OTHER_CODE)
    return wanted


def _label(kit: Kit, view: View, action: Action) -> str:
    match action:
        case Action.LANGUAGE:
            return LANGUAGE_NAMES[following(view.language)]
        case Action.OTHER_CODE:
            count = len(view.screen.others) if isinstance(view.screen, Result) else 0
            key = "button.other_codes" if count > 1 else "button.other_code"
            return kit.words(key, count=count)
        case _:
            return kit.words(f"button.{action.value}")


def _button(kit: Kit, view: View, action: Action, most: int) -> _Button:
    sizes, palette = kit.sizes, kit.palette
    label = clean(_label(kit, view, action), kit.fonts, Face.STRONG)
    words = [label] if most == 1 else _balanced(kit, label)
    pad = sizes.px(2 if sizes.compact else 4)
    sign = 0 if sizes.compact else _sign(kit) + sizes.space
    if action is Action.LANGUAGE:  # as wide for every language, so that nothing moves
        names = [
            name if most == 1 else max(name.split(), key=len) for name in LANGUAGE_NAMES.values()
        ]
        wide = max(kit.fonts.width(name, _type(kit)) for name in names)
    else:
        wide = max(kit.fonts.width(line, _type(kit)) for line in words)
    primary = action is Action.MORE_TIME
    return _Button(
        action=action,
        icon={
            Action.LANGUAGE: Icon.GLOBE,
            Action.DONE: Icon.DONE,
            Action.MORE_TIME: Icon.MORE_TIME,
            Action.OTHER_CODE: Icon.OTHER_CODE,
        }[action],
        lines=tuple(words),
        width=max(sizes.target, wide + sign + 2 * pad),
        fill=palette.glow if primary else palette.paper,
        ink=palette.ink,
    )


def _balanced(kit: Kit, label: str) -> list[str]:
    words = label.split(" ")
    if len(words) < 2:
        return words
    halves = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return list(
        min(halves, key=lambda pair: max(kit.fonts.width(half, _type(kit)) for half in pair))
    )


def _sign(kit: Kit) -> int:
    return kit.sizes.px(9)


def _draw(kit: Kit, button: _Button, box: Box) -> list[Node]:
    type_ = _type(kit)
    pitch = kit.fonts.pitch(type_)
    nodes: list[Node] = [Fill(box=box, colour=button.fill, radius=kit.sizes.radius)]
    sign = 0 if kit.sizes.compact else _sign(kit) + kit.sizes.space
    wide = max(kit.fonts.width(line, type_) for line in button.lines)
    left = box.x + (box.w - wide - sign) // 2
    if sign:
        side = _sign(kit)
        at = Box(left, box.y + (box.h - side) // 2, side, side)
        nodes.append(Drawing(box=at, name=button.icon, ink=button.ink, paper=button.fill))
    top = box.y + (box.h - len(button.lines) * pitch) // 2
    for i, line in enumerate(button.lines):
        own = kit.fonts.width(line, type_)
        at = Box(left + sign + (wide - own) // 2, top + i * pitch, own, pitch)
        nodes.append(Line(box=at, text=line, type=type_, colour=button.ink, on=button.fill))
    return nodes


def _status(kit: Kit, view: View, room: Box) -> tuple[Node, ...]:
    """Tell clock, name and network, or that the screen will close, in the room that is left."""
    sizes, palette, words = kit.sizes, kit.palette, kit.words
    if room.w < sizes.target:
        return ()
    screen = view.screen
    if isinstance(screen, Result) and screen.countdown_s is not None:
        look = Look(type=sizes.task(), colour=palette.on_night, on=palette.night, most=2)
        closing = words("bar.closing", seconds=screen.countdown_s)
        return stack([text(kit, closing, look, room.w)], room, middle=True)
    type_ = sizes.fine(Face.STRONG)
    side = kit.fonts.pitch(type_)
    icon = Icon.ONLINE if view.online else Icon.OFFLINE
    state = words("bar.online")
    if not view.online:
        since = view.offline_since
        state = (
            words("bar.offline_since", time=words.time(since))
            if since and view.clock
            else words("bar.offline")
        )
    clock = words.time(view.clock) if view.clock else words("bar.no_clock")
    top = room.y + (room.h - 2 * side) // 2
    indent = side + sizes.space
    colour = palette.on_night if view.online else palette.glow
    first = Box(room.x, top, room.w, side)
    nodes: list[Node] = [*_one_line(kit, view.station_name or clock, sizes.fine(), first)]
    sign = Box(room.x, top + side, side, side)
    nodes.append(Drawing(box=sign, name=icon, ink=colour, paper=palette.night))
    told = f"{state} · {clock}" if view.station_name else state
    second = Box(room.x + indent, top + side, room.w - indent, side)
    if kit.fonts.width(told, type_) > second.w:
        told = wrap(state, type_, second.w, kit.fonts)[0]
    return (*nodes, *_one_line(kit, told, type_, second, colour))


def _one_line(kit: Kit, words: str, type_: Type, box: Box, colour: Rgb | None = None) -> list[Node]:
    cleaned = clean(words, kit.fonts, type_.face)
    shown = shorten(cleaned, type_, box.w, kit.fonts)
    own = Box(box.x, box.y, min(box.w, kit.fonts.width(shown, type_)), box.h)
    return [
        Line(
            box=own,
            text=shown,
            type=type_,
            colour=colour or kit.palette.on_night,
            on=kit.palette.night,
            shortened=shown != cleaned,
        )
    ]
