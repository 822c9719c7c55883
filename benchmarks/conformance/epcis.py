"""EPCIS 2.0: documents that the standard takes or refuses, and event hashes of CBV 2.0."""

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.conformance.suite import Outcome, Suite
from provenance.epcis import BadEpcis, Fault, parse

ACCEPTED = "valid"
REFUSED = "invalid"
HASHED = "A"


def _labels(folder: Path) -> dict[str, str]:
    """Read what the source says of each document in a folder."""
    root = folder.parents[2]
    manifest = json.loads((root / "MANIFEST.json").read_text(encoding="utf-8"))
    return {
        Path(one["path"]).name: one["label_by_source"]
        for one in manifest["files"]
        if "label_by_source" in one and root / one["path"] == folder / Path(one["path"]).name
    }


def documents(folder: Path) -> Iterator[Outcome]:
    """Judge every document of a folder by the label of its source."""
    labels = _labels(folder)
    for path in sorted(folder.glob("*.json*")):
        label = labels.get(path.name, REFUSED if "__Invalid__" in path.name else ACCEPTED)
        faults = _faults(path)
        told = "; ".join(f"{one.code} at {one.path}: {one.message}" for one in faults[:3])
        yield Outcome(
            case=path.name,
            group=label,
            held=(label == ACCEPTED) == (not faults),
            why=f"expected {label}, found {told or 'nothing wrong'}",
        )


def event_hashes(folder: Path) -> Iterator[Outcome]:
    """Compare the hashes of all events with those that stand beside each document."""
    for path in sorted(folder.glob("*.json*")):
        wanted = path.with_suffix(".hashes").read_text(encoding="utf-8").split()
        try:
            found = [event.hash_id for event in parse(path.read_bytes()).events]
        except BadEpcis as error:
            found = [str(error)]
        yield Outcome(
            case=path.name, group=HASHED, held=found == wanted, why=f"{wanted} expected, {found}"
        )


def _faults(path: Path) -> tuple[Fault, ...]:
    try:
        return parse(path.read_bytes()).faults
    except BadEpcis as error:
        return (error.fault,)


SUITES: tuple[Suite, ...] = (
    Suite(path="epcis/*/openepcis", run=documents, goals={ACCEPTED: 1.0, REFUSED: 10 / 11}),
    Suite(path="epcis/*/event_hash", run=event_hashes, goals={HASHED: 1.0}),
)
