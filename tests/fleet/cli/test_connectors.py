"""Connectors from the command line: listed, and tried with a code."""

import json
from pathlib import Path

import pytest

from fleet.__main__ import main
from fleet.clock import SystemClock
from fleet.connectors import service
from fleet.connectors.service import Draft
from fleet.parts import Parts
from fleet.settings import load
from tests.fleet.connectors.conftest import authority, config_for, portal
from tests.support.portal import Portal, says, status

__all__ = ["authority", "portal"]

pytestmark = pytest.mark.loopback

GTIN = "8930000000019"


@pytest.fixture
def config(tmp_path: Path, portal: Portal) -> Path:
    """Write settings that open loopback, and describe one connector."""
    path = tmp_path / "fleet.toml"
    path.write_text('data_dir = "data"\n[connectors]\nnetworks = ["127.0.0.0/8"]\n')
    parts = Parts.open(load(path), SystemClock())
    credential = {"kind": "bearer", "secret": "city-portal"}
    document = config_for(portal, credential=credential, timeout_s=2).model_dump(mode="json")
    draft = Draft(title="Cổng Hà Nội", enabled=True, place=0, document=document)
    with parts.database.write() as session:
        service.add(session, "city", draft, by="test", now=parts.clock.now())
    parts.database.close()
    secret = tmp_path / "data" / "secrets" / "city-portal"
    secret.parent.mkdir()
    secret.write_text("s3cret\n")
    return path


def run(capsys: pytest.CaptureFixture[str], config: Path, *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(["connectors", *words, "--config", str(config)])
    printed = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, printed.out, printed.err


def test_a_code_is_tried(config: Path, portal: Portal, capsys: pytest.CaptureFixture[str]) -> None:
    portal.answers[f"/goods/0{GTIN}"] = says({"name": "Rau muống"})

    done, out, _ = run(capsys, config, "check", "city", GTIN, "--json")

    assert done == 0
    assert json.loads(out)["dossier"]["item"]["name"]["vi"] == "Rau muống"
    assert portal.asked[0].headers["authorization"] == "Bearer s3cret"
    done, out, _ = run(capsys, config, "list")
    assert (done, out.strip()) == (0, "city  Cổng Hà Nội  json  True  closed")


def test_a_source_that_is_down_is_a_failure(
    config: Path, portal: Portal, capsys: pytest.CaptureFixture[str]
) -> None:
    portal.answers[f"/goods/0{GTIN}"] = status(503)
    done, out, error = run(capsys, config, "check", "city", GTIN)
    assert done == 1
    assert out.startswith("unavailable connector.server")
    assert "connector.server" in error


def test_what_cannot_be_tried(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "connector.unknown" in run(capsys, config, "check", "nobody", GTIN)[2]
    assert "code.no_goods" in run(capsys, config, "check", "city", "Rau muống")[2]
