"""How the station is: its name, the clock where it can be trusted, the network; or the countdown.

On small screens the notice that no picture is kept takes the name's place while one might be taken.
"""

from kiosk.ui.icons.names import Icon
from kiosk.ui.layout import Kit, Look, stack, text
from kiosk.ui.scene import Box, Drawing, Face, Line, Node, Rgb, Type
from kiosk.ui.text import clean, shorten
from kiosk.ui.view import Attract, Result, Scanning, View


def build(kit: Kit, view: View, room: Box) -> tuple[Node, ...]:
    """Build what fits into the room left of the buttons."""
    sizes = kit.sizes
    screen = view.screen
    if isinstance(screen, Result) and screen.countdown_s is not None:
        return _closing(kit, screen.countdown_s, room)
    if room.w < sizes.target:
        return ()
    pitch = kit.fonts.pitch(sizes.fine())
    top = room.y + (room.h - 2 * pitch) // 2
    name = Box(room.x, top, room.w, pitch)
    state = Box(room.x, top + pitch, room.w, pitch)
    if sizes.compact and isinstance(screen, Attract | Scanning):
        return (*_notice(kit, name), *_network(kit, view, state))
    if not view.station_name:
        return _network(kit, view, state.moved(0, -pitch // 2))
    return (*_one_line(kit, view.station_name, name), *_network(kit, view, state))


def _notice(kit: Kit, box: Box) -> tuple[Node, ...]:
    """Say that no picture is kept: small screens have no other room for it."""
    palette = kit.palette
    sign = Drawing(
        box=Box(box.x, box.y, box.h, box.h),
        name=Icon.NO_RECORDING,
        ink=palette.glow,
        paper=palette.night,
    )
    indent = box.h + kit.sizes.space
    inside = Box(box.x + indent, box.y, box.w - indent, box.h)
    words = kit.words("privacy.notice")
    if kit.fonts.width(words, kit.sizes.fine()) > inside.w:
        words = kit.words("privacy.notice_short")
    return (sign, *_one_line(kit, words, inside))


def _network(kit: Kit, view: View, box: Box) -> tuple[Node, ...]:
    sizes, palette, words = kit.sizes, kit.palette, kit.words
    colour = palette.on_night if view.online else palette.glow
    sign = Drawing(
        box=Box(box.x, box.y, box.h, box.h),
        name=Icon.ONLINE if view.online else Icon.OFFLINE,
        ink=colour,
        paper=palette.night,
    )
    state = words("bar.online" if view.online else "bar.offline")
    since = view.offline_since
    longer = [state]
    if view.clock is not None:
        if since is not None and not view.online:
            state = words("bar.offline_since", time=words.time(since))
        longer = [f"{state} · {words.time(view.clock)}", *longer]
    indent = box.h + sizes.space
    inside = Box(box.x + indent, box.y, box.w - indent, box.h)
    type_ = sizes.fine(Face.STRONG)
    told = next((one for one in longer if kit.fonts.width(one, type_) <= inside.w), longer[-1])
    return (sign, *_one_line(kit, told, inside, type_, colour))


def _closing(kit: Kit, seconds: int, room: Box) -> tuple[Node, ...]:
    """Say when the screen will close, where there is room; the button for more time says it too."""
    sizes, palette = kit.sizes, kit.palette
    look = Look(type=sizes.task(), colour=palette.on_night, on=palette.night, most=9)
    part = text(kit, kit.words("bar.closing", seconds=seconds), look, room.w)
    fits = room.w >= sizes.px(30) and part.build(part.lines).height <= room.h
    return stack([part], room, middle=True) if fits else ()


def _one_line(
    kit: Kit, words: str, box: Box, type_: Type | None = None, colour: Rgb | None = None
) -> tuple[Node, ...]:
    type_ = type_ or kit.sizes.fine()
    cleaned = clean(words, kit.fonts, type_.face)
    shown = shorten(cleaned, type_, box.w, kit.fonts)
    own = Box(box.x, box.y, min(box.w, kit.fonts.width(shown, type_)), box.h)
    line = Line(
        box=own,
        text=shown,
        type=type_,
        colour=colour or kit.palette.on_night,
        on=kit.palette.night,
        shortened=shown != cleaned,
    )
    return (line,)
