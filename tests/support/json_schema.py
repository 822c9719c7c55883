"""The part of JSON Schema (draft 7) that GS1's schemas for linksets use, and nothing more.

A keyword that isn't known here is an error, so that no rule is passed over in silence.
"""

import re
from collections.abc import Iterator
from typing import Any

_KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
}
_NOTES = {"$schema", "$id", "@id", "title", "name", "description", "format"}
_KNOWN = _NOTES | {
    *("type", "properties", "patternProperties", "additionalProperties", "required", "items"),
    *("pattern", "enum"),
}


def faults(schema: dict[str, Any], value: object, where: str = "$") -> Iterator[str]:
    """List what a value breaks of a schema."""
    unknown = schema.keys() - _KNOWN
    if unknown:
        message = f"keywords that aren't known here: {sorted(unknown)}"
        raise ValueError(message)
    kind = schema.get("type")
    if kind and not isinstance(value, _KINDS[kind]):
        yield f"{where}: no {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is none of the values"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where}: {value!r} isn't of the form {schema['pattern']}"
    if isinstance(value, dict):
        yield from _of_object(schema, value, where)
    if isinstance(value, list) and "items" in schema:
        for number, one in enumerate(value):
            yield from faults(schema["items"], one, f"{where}[{number}]")


def _of_object(schema: dict[str, Any], value: dict[str, Any], where: str) -> Iterator[str]:
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{where}: {name} is missing"
    named = schema.get("properties", {})
    patterns = schema.get("patternProperties", {})
    for name, one in value.items():
        rules = [named[name]] if name in named else []
        if name not in named:
            rules += [rule for pattern, rule in patterns.items() if re.search(pattern, name)]
        if not rules and schema.get("additionalProperties") is False:
            yield f"{where}: {name} may not be there"
        for rule in rules:
            yield from faults(rule, one, f"{where}.{name}")
