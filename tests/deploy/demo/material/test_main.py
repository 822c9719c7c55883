"""The command: what it says when it fails."""

from pathlib import Path

import pytest

from deploy.demo.material.__main__ import main


def test_a_folder_that_cannot_be_made_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    assert main([str(blocker / "out")]) == 1
    assert "can't write the material" in capsys.readouterr().err


def test_a_date_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["out", "--today", "2026-02-30"])
    assert ended.value.code == 2
    assert "--today" in capsys.readouterr().err
