"""Every message kind has a stored sample of each released version, and each still parses.

A sample is never edited once its version is released: it stands for what stations in the field
send. A new version adds a folder.
"""

import json
from pathlib import Path

import pytest

from contract import wire
from contract.bundle import BundleState
from contract.desired import DesiredState
from contract.messages import MESSAGES, VERSION, Bundle, Desired

SAMPLES = Path(__file__).parent / "samples"
FILES = sorted(SAMPLES.glob("*/*.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_stored_sample_still_parses(file: Path) -> None:
    message = wire.decode(file.read_bytes())
    assert isinstance(message, MESSAGES[file.stem])


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_sample_comes_back_with_all_that_it_said(file: Path) -> None:
    again = wire.encode(wire.decode(file.read_bytes()))
    assert wire.decode(again) == wire.decode(file.read_bytes())
    said = set(json.loads(file.read_bytes()))
    assert said <= set(json.loads(again))


def test_every_kind_has_a_sample_of_the_present_version() -> None:
    assert {file.stem for file in FILES if file.parent.name == VERSION} == set(MESSAGES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_field_of_tomorrow_is_ignored(file: Path) -> None:
    document = json.loads(file.read_bytes()) | {"version": "1.9", "of_tomorrow": {"x": [1]}}
    message = wire.decode(json.dumps(document).encode())
    assert isinstance(message, MESSAGES[file.stem])


def test_the_body_of_the_sample_of_desired_is_a_desired_state() -> None:
    message = wire.decode_as(Desired, (SAMPLES / VERSION / "desired.json").read_bytes())
    assert DesiredState.model_validate_json(message.body).number == 4


def test_the_body_of_the_sample_of_bundle_is_a_bundle_state() -> None:
    message = wire.decode_as(Bundle, (SAMPLES / VERSION / "bundle.json").read_bytes())
    assert BundleState.model_validate_json(message.body).number == 12
