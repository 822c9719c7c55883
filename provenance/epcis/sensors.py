"""Checks of sensor data, which is passed on as it came (EPCIS 2.0, 7.3.7)."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from provenance.epcis import checks
from provenance.epcis.checks import Json, Object
from provenance.epcis.faults import Findings, shown
from provenance.epcis.vocabulary import COMPONENT, MEASUREMENT, SENSOR_ALERT, Vocabulary

Check = Callable[[Findings, Json, str], Any]

_HEX = re.compile(r"[0-9A-Fa-f]*")


def _word(vocabulary: Vocabulary) -> Check:
    return lambda findings, value, path: checks.word(findings, vocabulary, value, path)


def _flag(findings: Findings, value: Json, path: str) -> None:
    if not isinstance(value, bool):
        findings.add("epcis.flag", path, f"true or false is needed, not {shown(value)}")


def _binary(findings: Findings, value: Json, path: str) -> None:
    if not (isinstance(value, str) and _HEX.fullmatch(value)):
        findings.add("epcis.hex", path, f"hexadecimal digits are needed, not {shown(value)}")


_SOURCES = ("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules")
_SHARED: Mapping[str, Check] = MappingProxyType(
    {"time": checks.moment} | dict.fromkeys(_SOURCES, checks.uri)
)
_METADATA: Mapping[str, Check] = MappingProxyType(
    {**_SHARED, "startTime": checks.moment, "endTime": checks.moment}
)
_NUMBERS = ("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue")
_URIS = ("microorganism", "chemicalSubstance", "uriValue", "coordinateReferenceSystem")
_REPORT: Mapping[str, Check] = MappingProxyType(
    {
        **_SHARED,
        **dict.fromkeys(_NUMBERS, checks.number),
        **dict.fromkeys(_URIS, checks.uri),
        "type": _word(MEASUREMENT),
        "exception": _word(SENSOR_ALERT),
        "component": _word(COMPONENT),
        "stringValue": checks.text,
        "booleanValue": _flag,
        "hexBinaryValue": _binary,
        "uom": checks.text,
    }
)
_ELEMENT = frozenset({"sensorMetadata", "sensorReport"})


def sensor_element(findings: Findings, value: Json, path: str) -> Object | None:
    """Take one element: what was measured when, and what came out."""
    found = checks.object_of(findings, value, path, _ELEMENT)
    if found is None:
        return None
    if "sensorMetadata" in found:
        _fields(findings, found["sensorMetadata"], f"{path}.sensorMetadata", _METADATA)
    if not found.get("sensorReport"):
        findings.add("epcis.missing", path, "a sensorReport is needed")
    else:
        checks.items(findings, found["sensorReport"], f"{path}.sensorReport", _report)
    return found


def _report(findings: Findings, value: Json, path: str) -> None:
    _fields(findings, value, path, _REPORT)


def _fields(findings: Findings, value: Json, path: str, known: Mapping[str, Check]) -> None:
    found = checks.object_of(findings, value, path, frozenset(known))
    for name, one in (found or {}).items():
        if name in known:
            known[name](findings, one, f"{path}.{name}")
