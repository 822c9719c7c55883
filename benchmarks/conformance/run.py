"""Run every suite that is found under a folder, and say what held."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.conformance.suite import Outcome, Suite


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of one group of a suite held."""

    group: str
    held: int
    cases: int
    goal: float

    @property
    def reached(self) -> bool:
        """Whether the goal is reached."""
        return self.held >= self.goal * self.cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one file or folder of cases.

    Attributes:
        path: below the vectors' folder.
        failed: the outcomes of those cases that didn't hold.
    """

    path: str
    shares: tuple[Share, ...]
    failed: tuple[Outcome, ...]

    @property
    def reached(self) -> bool:
        """Whether every goal is reached."""
        return all(share.reached for share in self.shares)


def run_suites(folder: Path, suites: Sequence[Suite]) -> Iterator[Result]:
    """Run the suites of which there is a file or folder, whatever its split is called."""
    for suite in suites:
        for path in sorted(folder.glob(suite.path)):
            yield _result(path.relative_to(folder).as_posix(), suite, tuple(suite.run(path)))


def not_run(folder: Path, suites: Sequence[Suite]) -> list[str]:
    """Name the files of cases that no suite takes; `reference` holds no cases."""
    taken = {path for suite in suites for path in folder.glob(suite.path)}
    files = (path for path in sorted(folder.glob("*/*/**/*")) if path.is_file())
    return [
        path.relative_to(folder).as_posix()
        for path in files
        if path.relative_to(folder).parts[0] != "reference"
        and taken.isdisjoint((path, *path.parents))
    ]


def _result(path: str, suite: Suite, outcomes: tuple[Outcome, ...]) -> Result:
    groups = sorted({outcome.group for outcome in outcomes})
    return Result(
        path=path,
        shares=tuple(_share(group, outcomes, suite.goals) for group in groups),
        failed=tuple(outcome for outcome in outcomes if not outcome.held),
    )


def _share(group: str, outcomes: Sequence[Outcome], goals: Mapping[str, float]) -> Share:
    held = [outcome.held for outcome in outcomes if outcome.group == group]
    # A group that a suite doesn't know has to hold as a whole.
    return Share(group=group, held=sum(held), cases=len(held), goal=goals.get(group, 1.0))


def to_json(results: Sequence[Result], left_out: Sequence[str]) -> dict[str, object]:
    """Give the results as a JSON object."""
    return {
        "reached": bool(results) and all(result.reached for result in results),
        "files": [
            {
                "path": result.path,
                "reached": result.reached,
                "groups": {
                    share.group: {"held": share.held, "cases": share.cases, "goal": share.goal}
                    for share in result.shares
                },
                "failed": [
                    {"case": one.case, "group": one.group, "why": one.why} for one in result.failed
                ],
            }
            for result in results
        ],
        "not_run": list(left_out),
    }


def to_text(result: Result) -> str:
    """Give one result as lines for people."""
    shares = ", ".join(
        f"{share.group} {share.held}/{share.cases}" + ("" if share.reached else " BELOW THE GOAL")
        for share in result.shares
    )
    failed = [f"    {one.case} ({one.group}): {one.why}" for one in result.failed]
    return "\n".join([f"{result.path:<48} {shares}", *failed])
