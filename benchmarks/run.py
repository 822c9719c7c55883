"""Runs sections one after the other and keeps what they say.

A section that fails doesn't take the others with it: it is logged, and the run's status tells.
"""

import logging
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import machine, page
from benchmarks.plan import EVENTS, Plan
from benchmarks.report import Goal
from benchmarks.sections import Measure
from daemon.boundary import Boundaries

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to run.

    Args:
        pages: folder that takes one page and one file of figures a section.
        scratch: folder on a real disk for what sections write.
    """

    names: Sequence[str]
    quick: bool
    pages: Path
    scratch: Path
    photographs: Path | None
    free_photographs: Path | None
    events: int = EVENTS


def run(order: Order, sections: Mapping[str, Measure]) -> bool:
    """Run sections, print their pages and write them; say whether all of them succeeded."""
    boundaries = Boundaries(_log)
    goals: list[Goal] = []
    described = machine.describe()
    order.pages.mkdir(parents=True, exist_ok=True)
    order.scratch.mkdir(parents=True, exist_ok=True)
    for name in order.names:
        with boundaries.guard(f"bench.{name}"):
            goals += _run_one(name, sections[name], order, described)
    _tell(page.closing(goals))
    return not boundaries.counts


def _run_one(
    name: str, measure: Measure, order: Order, described: machine.Machine
) -> tuple[Goal, ...]:
    folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=order.scratch))
    busyness = machine.watch()
    _log.info("%s begins; others use %.0f %% of the machine", name, busyness.others * 100)
    began_s = time.monotonic()
    try:
        section = measure(
            Plan(
                quick=order.quick,
                folder=folder,
                photographs=order.photographs,
                free_photographs=order.free_photographs,
                events=order.events,
            )
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    told = page.Run(
        date=datetime.now(UTC).date().isoformat(),
        machine=described,
        busyness=busyness,
        quick=order.quick,
        took_s=time.monotonic() - began_s,
    )
    text = page.markdown(section, told)
    (order.pages / f"{name}.md").write_text(text, encoding="utf-8")
    (order.pages / f"{name}.json").write_text(page.figures(section, told), encoding="utf-8")
    _tell(text)
    return section.goals


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
