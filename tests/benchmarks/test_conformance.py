"""The run over outside cases: what it finds, counts, and refuses to let pass."""

import json
from pathlib import Path

import pytest

from benchmarks.conformance.__main__ import main

GOOD = {
    "id": "good",
    "input": "(01)12345678901231",
    "valid": True,
    "ais": [["01", "12345678901231"]],
    "checks": {"structure": True},
    "tier": "A",
}
BAD = GOOD | {"id": "bad", "ais": [["01", "00000000000000"]]}


def vectors(folder: Path, *cases: dict[str, object]) -> Path:
    split = folder / "element_strings" / "any-split"
    split.mkdir(parents=True)
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    (split / "bracketed.jsonl").write_text(lines, encoding="utf-8")
    return folder


def test_what_holds_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(vectors(tmp_path, GOOD)), "--out", str(tmp_path / "out.json")]) == 0
    assert "element_strings/any-split/bracketed.jsonl" in capsys.readouterr().out
    summary = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert summary["reached"] is True
    assert summary["files"][0]["groups"] == {"A": {"held": 1, "cases": 1, "goal": 1.0}}


def test_what_fails_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(vectors(tmp_path, GOOD, BAD)), "--out", str(tmp_path / "out.json")]) == 1
    assert "bad (A): read: [['01', '12345678901231']]" in capsys.readouterr().out
    summary = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [one["case"] for one in summary["files"][0]["failed"]] == ["bad"]


def test_files_that_no_suite_takes_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (vectors(tmp_path, GOOD) / "element_strings" / "any-split" / "new.jsonl").touch()
    assert main([str(tmp_path), "--out", str(tmp_path / "out.json")]) == 0
    assert "not run: element_strings/any-split/new.jsonl" in capsys.readouterr().out


def test_nothing_to_run_is_no_success(tmp_path: Path) -> None:
    assert main([str(tmp_path), "--out", str(tmp_path / "out.json")]) == 2
