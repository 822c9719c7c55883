"""What a code proves: one strong verdict area, and beside it what is known about the goods.

The verdict comes first and large. Beside it (below it on a portrait screen) stand the rows of the
detail, or what to do where nothing is known.
"""

from datetime import datetime

from kiosk.clock import HANOI
from kiosk.ui.layout import Kit, height_of, stack
from kiosk.ui.sayings import wants_guidance
from kiosk.ui.scene import Box, Node
from kiosk.ui.screens import detail, guidance, verdict
from kiosk.ui.view import Result
from provenance.verdict.verdict import Colour, Verdict


def build(kit: Kit, screen: Result, clock: datetime | None, area: Box) -> tuple[Node, ...]:
    """Build the result screen."""
    sizes, shown = kit.sizes, screen.verdict
    if sizes.portrait:
        cut = round(area.h * 0.36)
        band = Box(area.x, area.y, area.w, cut)
        rest = Box(area.x, area.y + cut, area.w, area.h - cut)
    else:
        shares = _shares(kit, shown)
        bands = [Box(area.x, area.y, round(area.w * share), area.h) for share in shares]
        fitting = (one for one in bands if _fits(kit, shown, one, area))
        band = next(fitting, bands[-1]) if sizes.compact else bands[0]
        rest = Box(band.right, area.y, area.w - band.w, area.h)
    if rest.w < sizes.target:
        return verdict.band(kit, shown, band)
    inner = rest.grown(-sizes.margin, -sizes.margin)
    middle = not sizes.compact
    if shown.rescan:
        parts = guidance.once_more(kit, inner)
    elif wants_guidance(shown):
        parts = guidance.tips(kit, shown, inner.w)
    else:
        today = clock.astimezone(HANOI).date() if clock else None
        parts, middle = detail.parts(kit, shown, today, inner.w), False
    return (*verdict.band(kit, shown, band), *stack(parts, inner, middle=middle))


def _fits(kit: Kit, shown: Verdict, band: Box, area: Box) -> bool:
    """Say whether a verdict's words fit into a band, and the first advice beside it."""
    if not wants_guidance(shown):
        return verdict.fits_small(kit, shown, band)
    inner = area.w - band.w - 2 * kit.sizes.margin
    if inner < kit.sizes.target:
        return verdict.fits_small(kit, shown, band)
    advice = height_of(guidance.tips(kit, shown, inner)[1:2])
    return advice <= area.h - 2 * kit.sizes.margin and verdict.fits_small(kit, shown, band)


def _shares(kit: Kit, shown: Verdict) -> tuple[float, ...]:
    """Give the shares of a landscape screen that the verdict may take, the first that fits.

    On a small screen a warning, or a code that isn't for here, takes all of it where its words need
    that: then the detail or the advice is what is left out.
    """
    if not kit.sizes.compact:
        return (0.39,)
    if wants_guidance(shown):
        return 0.64, 1.0
    return (0.46,) if shown.colour in {Colour.GREEN, Colour.BLUE} else (0.56, 1.0)
