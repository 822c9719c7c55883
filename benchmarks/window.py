"""The window: what a drawn frame costs in each state, and what one costs in which nothing changed.

SDL's dummy driver takes the finished area and shows it to nobody, so what is measured is composing
and painting in software; a real driver's upload comes on top.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from benchmarks.plan import Plan
from benchmarks.report import Goal, Row, Section, row_of
from benchmarks.sampling import interleaved, milliseconds, spread
from kiosk.camera.port import Rgb
from kiosk.ui.gallery import MARKS, preview
from kiosk.ui.housings import SCREENS
from kiosk.ui.samples import views
from kiosk.ui.view import Attract, Result, SlideView, View
from kiosk.ui.window import PygameWindow

HOUSINGS = ("station", "cabin-portrait")
STATES = (
    "attract",
    "attract_offline",
    "scanning",
    "checking",
    "result_valid",
    "result_recalled",
    "result_known_others",
    "result_link",
    "fault",
)
PREVIEW = "scanning, next camera picture"
FRAME_MS = 50.0
"""The loop draws 20 times a second while somebody is there."""


class _Clock:
    """Time that only passes when it is told to: the checking screen moves with it."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def monotonic_s(self) -> float:
        return self.now_s


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stage:
    """An open window with all that is drawn on it."""

    window: PygameWindow
    clock: _Clock
    views: Mapping[str, View]
    pictures: tuple[Rgb, Rgb]


def measure(plan: Plan) -> Section:
    """Measure every state on the housings that have a full-size screen."""
    slide = _slide(plan.folder / "slide.png")
    rows: list[Row] = []
    goals: list[Goal] = []
    for housing in HOUSINGS:
        size = f"{SCREENS[housing].width_px}x{SCREENS[housing].height_px}"
        with _opened(housing, slide) as stage:
            drawn = interleaved(_drawn(stage), rounds=plan.size(60, 2), warm_ups=2)
            still = interleaved(_unchanged(stage), rounds=plan.size(200, 2), warm_ups=2)
        group = f"{housing}, {size}: drawn"
        rows += [row_of(name, "ms", spread(ms), group=group) for name, ms in drawn.items()]
        group = f"{housing}, {size}: nothing changed"
        rows += [row_of(name, "ms", spread(ms), group=group) for name, ms in still.items()]
        slowest = spread(drawn[PREVIEW]).high
        goals.append(
            Goal(name=f"{housing}: {PREVIEW}, p95", value=slowest, unit="ms", bound=FRAME_MS)
        )
    return Section(
        title="The window, per drawn frame",
        rows=tuple(rows),
        goals=tuple(goals),
        notes=(
            "States take turns, so each drawn frame replaces another state's picture.",
            f"{PREVIEW}: the loop's pace with a shopper there; 20 a second may take 50 ms each.",
            "A frame in which nothing changed is compared and not drawn.",
        ),
    )


@contextmanager
def _opened(housing: str, slide: SlideView) -> Iterator[_Stage]:
    clock = _Clock()
    window = PygameWindow(SCREENS[housing], monotonic_s=clock.monotonic_s)
    window.open()
    shown = dict(views())
    shown["attract, with a slide"] = replace(
        shown["attract"], screen=Attract(slide=slide, index=1, count=3)
    )
    picture = preview()
    try:
        yield _Stage(
            window=window, clock=clock, views=shown, pictures=(picture, np.bitwise_not(picture))
        )
    finally:
        window.close()


def _drawn(stage: _Stage) -> dict[str, Callable[[], float]]:
    """Give what draws each state anew, after another one."""
    names = (*STATES, "attract, with a slide")
    drawn: dict[str, Callable[[], float]] = {
        name: partial(_draw_after_another, stage, name) for name in names
    }
    drawn[PREVIEW] = partial(_draw_picture, stage)
    drawn["checking, next step"] = partial(_draw_step, stage)
    drawn["result, next second of the countdown"] = partial(_draw_second, stage)
    return drawn


def _draw_after_another(stage: _Stage, name: str) -> float:
    other = "fault" if name != "fault" else "attract"
    stage.window.draw(stage.views[other], None, ())
    view, picture = stage.views[name], stage.pictures[0] if name == "scanning" else None
    return milliseconds(lambda: stage.window.draw(view, picture, ()))


def _draw_picture(stage: _Stage) -> float:
    view = stage.views["scanning"]
    stage.window.draw(view, stage.pictures[0], MARKS)
    return milliseconds(lambda: stage.window.draw(view, stage.pictures[1], MARKS))


def _draw_step(stage: _Stage) -> float:
    stage.window.draw(stage.views["fault"], None, ())
    stage.window.draw(stage.views["checking"], None, ())
    stage.clock.now_s += 1.0
    return milliseconds(lambda: stage.window.draw(stage.views["checking"], None, ()))


def _draw_second(stage: _Stage) -> float:
    view = stage.views["result_valid_countdown"]
    stage.window.draw(view, None, ())
    if not isinstance(view.screen, Result):
        raise TypeError("the sample with a countdown shows no result")
    later = replace(view, screen=replace(view.screen, countdown_s=13))
    return milliseconds(lambda: stage.window.draw(later, None, ()))


def _unchanged(stage: _Stage) -> dict[str, Callable[[], float]]:
    def again(view: View) -> Callable[[], float]:
        def draw() -> float:
            stage.window.draw(view, None, ())
            return milliseconds(lambda: stage.window.draw(view, None, ()))

        return draw

    return {name: again(stage.views[name]) for name in STATES}


def _slide(path: Path) -> SlideView:
    rows, columns = np.mgrid[0:1080, 0:1920]
    picture = np.dstack([rows % 256, columns % 256, (rows + columns) % 256]).astype(np.uint8)
    path.write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    return SlideView(
        picture=path, title=(("vi", "Chợ sớm mai"),), body=(("vi", "Rau sạch mỗi ngày"),)
    )
