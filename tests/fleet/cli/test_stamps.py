"""`fleet stamps`: a batch from its issue to its end, and errors that say what to do."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from provenance.codes.read import read
from tests.fleet.cli.test_commands import Run, config, run
from tests.support.registry import GTIN, as_bytes, document

__all__ = ["config", "run"]

SHORT = GTIN[1:]
ISSUE = ("stamps", "issue", "--gtin", SHORT, "--issuer", "htx-a", "--lot", "L1")


@pytest.fixture
def fleet(run: Run, tmp_path: Path) -> Run:
    path = tmp_path / "registry.json"
    path.write_bytes(as_bytes(document()))
    assert run("registry", "import", str(path)).status == 0
    return run


def said(fleet: Run, *words: str) -> dict[str, Any]:
    done = fleet(*words, "--json")
    assert done.status == 0, done.err
    result: dict[str, Any] = json.loads(done.out)
    return result


def test_a_batch_from_its_issue_to_its_sale(fleet: Run, tmp_path: Path) -> None:
    issued = said(fleet, *ISSUE, "--range", "TQ001", "TQ003", "--two-layer", "--request", "don-1")
    assert issued == {"batch": 1, "count": 3, "new": True}
    again = said(fleet, *ISSUE, "--range", "TQ001", "TQ003", "--two-layer", "--request", "don-1")
    assert again == {"batch": 1, "count": 3, "new": False}
    out = tmp_path / "out"
    (file,) = said(fleet, "stamps", "export", "1", "--out", str(out))["files"]
    assert stat.S_IMODE(Path(file).stat().st_mode) == 0o600
    assert [path.name for path in out.iterdir()] == [Path(file).name]
    first = Path(file).read_text(encoding="utf-8-sig").splitlines()[1].split(",")
    assert read(first[1]).item is not None
    done = said(fleet, "stamps", "activate", "--batch", "1", "--from", "1", "--to", "2")
    assert (done["changed"], done["unchanged"]) == (2, 0)
    sold = ("stamps", "sell", "--gtin", SHORT, "--serial", "TQ001", "--note", "Chợ Hôm")
    assert said(fleet, *sold)["changed"] == 1
    shown = said(fleet, "stamps", "show", SHORT, "TQ001")
    assert (shown["state"], shown["note"], shown["batch"]) == ("sold", "Chợ Hôm", 1)
    assert [one["action"] for one in shown["changes"]] == ["sell", "activate", "print"]
    listed = said(fleet, "stamps", "list", "--search", "rau muong")
    assert (listed["total"], len(listed["stamps"])) == (4, 4)
    assert said(fleet, "stamps", "list", "--state", "sold")["total"] == 1


def test_errors_name_what_is_wrong_and_what_to_do(fleet: Run, tmp_path: Path) -> None:
    said(fleet, *ISSUE, "--serial", "A1", "--serial", "A2", "--two-layer")
    said(fleet, "stamps", "export", "1", "--out", str(tmp_path / "out"))
    cases = [
        (("stamps", "export", "1", "--out", str(tmp_path / "out")), "--renew-secrets"),
        ((*ISSUE, "--serial", "A2"), "are issued already: A2"),
        ((*ISSUE,), "say --count"),
        (("stamps", "void", "--batch", "1"), "needs a reason: --note"),
        (("stamps", "sell", "--batch", "1"), "at_printer: A1, A2; nothing was changed"),
        (("stamps", "sell", "--gtin", SHORT, "--serial", "A9"), "not in the registry: A9"),
        (("stamps", "export", "9", "--out", "x"), "no batch 9"),
        (("stamps", "export", "1", "--form", "vt1", "--out", "x", "--renew-secrets"), "key-create"),
        (("stamps", "key-revoke", "0000", "--reason", "x"), "no key 0000"),
        (("stamps", "issue", "--gtin", "123", "--issuer", "a", "--count", "1"), "gtin.length"),
        ((*ISSUE, "--serials", str(tmp_path / "none.txt")), "can't read"),
    ]
    for words, expected in cases:
        done = fleet(*words)
        assert done.status == 1, words
        assert expected in done.err, (words, done.err)


def test_a_file_that_cannot_be_written_leaves_the_stamps_as_they_were(
    fleet: Run, tmp_path: Path
) -> None:
    said(fleet, *ISSUE, "--count", "2", "--two-layer")
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    done = fleet("stamps", "export", "1", "--out", str(blocked))
    assert "the stamps are as they were" in done.err
    assert said(fleet, "stamps", "list", "--state", "issued")["total"] == 2
    said(fleet, "stamps", "export", "1", "--as", "svg", "--out", str(tmp_path / "svg"))


def test_keys_sign_and_are_listed(fleet: Run, tmp_path: Path) -> None:
    words = ("stamps", "key-create", "--issuer", "htx-a", "--prefix", "893000")
    kid = said(fleet, *words, "--until", "2060-01-01")["kid"]
    follower = said(fleet, "stamps", "key-rotate", kid, "--until", "2061-01-01")["kid"]
    said(fleet, "stamps", "key-revoke", kid, "--reason", "Lộ khóa")
    listed = {one["kid"]: one for one in said(fleet, "stamps", "keys")["keys"]}
    assert set(listed) == {kid, follower}
    assert listed[kid]["reason"] == "Lộ khóa"
    assert listed[follower]["revoked_at"] is None
    said(fleet, *ISSUE, "--count", "2")
    printing = ("stamps", "export", "1", "--form", "signed_link", "--as", "pdf")
    (file,) = said(fleet, *printing, "--out", str(tmp_path))["files"]
    assert Path(file).read_bytes().startswith(b"%PDF-1.4")
