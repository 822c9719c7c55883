"""Makes the scene of a view: the bar at the bottom, the screen above it."""

from typing import assert_never

from kiosk.ui.layout import Kit
from kiosk.ui.scene import Box, Node, Scene
from kiosk.ui.screens import attract, bar, checking, fault, identify, offline, result, scanning
from kiosk.ui.view import Attract, Checking, Fault, Identify, Result, Scanning, View


def compose(kit: Kit, view: View, progress: float = 1.0) -> Scene:
    """Make the scene of a view.

    Args:
        progress: how far the calm movement of the checking screen is, 0 to 1.
    """
    below, targets = bar.build(kit, view)
    screen = kit.sizes.screen
    area = Box(0, 0, screen.w, screen.h - bar.height(kit))
    above: tuple[Node, ...] = ()
    if not view.online and not isinstance(view.screen, Result):
        above, area = offline.strip(kit, area)
    return Scene(
        size=screen,
        paper=kit.palette.paper,
        accent=kit.palette.glow,
        nodes=(*above, *_content(kit, view, area, progress), *below),
        targets=targets,
    )


def _content(kit: Kit, view: View, area: Box, progress: float) -> tuple[Node, ...]:
    match view.screen:
        case Attract() as screen:
            return attract.build(kit, screen, view.language, area)
        case Scanning() as screen:
            return scanning.build(kit, area, screen)
        case Checking(reading=reading):
            return checking.build(kit, reading, area, progress)
        case Result() as screen:
            return result.build(kit, screen, view.clock, area)
        case Fault(code=code):
            return fault.build(kit, code, area)
        case Identify() as screen:
            return identify.build(kit, screen, area)
        case _ as never:
            assert_never(never)
