"""The benchmarks' frame: how samples are summed up, who takes turns, what a page says."""

import json
from pathlib import Path

import pytest

from benchmarks.machine import Busyness, describe
from benchmarks.page import Run, closing, figures, markdown, rounded
from benchmarks.plan import Plan
from benchmarks.report import Goal, Row, Section, Sense, row_of
from benchmarks.run import Order, run
from benchmarks.sampling import interleaved, percentile, spread

SECTION = Section(
    title="Something",
    rows=(
        row_of("ours", "ms", spread([1.0, 2.0, 9.0]), group="Fast"),
        Row(name="theirs", value=12345.678, unit="B", group="Fast"),
        Row(name="alone", value=0.01234, unit="s", group="Slow"),
    ),
    goals=(
        Goal(name="kept", value=0.7, unit="x", bound=0.6, sense=Sense.AT_LEAST),
        Goal(name="missed", value=3.0, unit="s", bound=2.0),
        Goal(name="without", value=1.0, unit="x"),
    ),
    notes=("How it was measured.",),
)


def run_of(*, busy: float = 0.0) -> Run:
    return Run(
        date="2026-11-22",
        machine=describe(),
        busyness=Busyness(others=busy, load=0.5),
        quick=False,
        took_s=3.0,
    )


def test_percentiles_lie_between_measurements() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 50) == 2.5
    assert percentile([1.0, 2.0], 100) == 2.0
    assert percentile([7.0], 95) == 7.0


def test_nothing_measured_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        spread([])


def test_contestants_take_turns_and_warm_ups_do_not_count() -> None:
    turns: list[str] = []

    def contestant(name: str) -> float:
        turns.append(name)
        return float(len(turns))

    measured = interleaved(
        {"a": lambda: contestant("a"), "b": lambda: contestant("b")}, rounds=2, warm_ups=1
    )

    assert "".join(turns) == "baabba"
    assert measured == {"a": [3.0, 6.0], "b": [4.0, 5.0]}


def test_a_goal_knows_its_side() -> None:
    kept, missed, without = SECTION.goals

    assert (kept.reached, missed.reached, without.reached) == (True, False, None)


def test_a_page_says_what_was_reached_and_what_not() -> None:
    text = markdown(SECTION, run_of())

    assert "| kept | 0.7 x | at least 0.6 x | reached |" in text
    assert "| missed | 3 s | at most 2 s | **not reached** |" in text
    assert "| ours | 2 | 1.1 to 8.3 | ms | 3 |" in text
    assert "| theirs | 12,346 |  | B | 1 |" in text
    assert "## Slow" in text
    assert "was busy" not in text


def test_a_page_says_that_the_machine_was_busy() -> None:
    assert "The machine was busy" in markdown(SECTION, run_of(busy=0.5))


def test_figures_are_unrounded() -> None:
    document = json.loads(figures(SECTION, run_of()))

    assert document["rows"][1]["value"] == 12345.678
    assert document["goals"][1]["reached"] is False
    assert document["run"]["machine"]["cores"] >= 1


def test_a_run_ends_with_the_goals_that_were_missed() -> None:
    assert closing(SECTION.goals) == (
        "1 of 2 goals reached; not reached:\n  missed | 3 s | at most 2 s\n"
    )
    assert closing(SECTION.goals[:1]) == "1 of 1 goals reached\n"


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (0.01234, "0.0123"), (99.96, "100"), (123456.7, "123,457")]
)
def test_figures_are_rounded_to_be_read(value: float, text: str) -> None:
    assert rounded(value) == text


def test_a_section_that_fails_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    folders: list[Path] = []

    def good(plan: Plan) -> Section:
        folders.append(plan.folder)
        (plan.folder / "left behind").touch()
        return SECTION

    def bad(plan: Plan) -> Section:
        raise OSError("no such machine")

    order = Order(
        names=["bad", "good"],
        quick=True,
        pages=tmp_path / "pages",
        scratch=tmp_path / "scratch",
        photographs=None,
        free_photographs=None,
    )

    assert run(order, {"bad": bad, "good": good}) is False
    assert sorted(path.name for path in order.pages.iterdir()) == ["good.json", "good.md"]
    assert not folders[0].exists()
