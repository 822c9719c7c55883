"""Writes the description of the console's API: `python -m fleet.api.console_openapi > FILE`.

The console's typed client is generated from it. Bodies of live events are no route's answer, so
they are added to the schemas by hand.
"""

import json
import sys
from typing import Any

from pydantic.json_schema import models_json_schema

from fleet.api.console_app import describe
from fleet.api.schemas import DesiredEvent, PresenceEvent

REF = "#/components/schemas/{model}"


def console_openapi() -> dict[str, Any]:
    """Describe the console's API (OpenAPI 3.1)."""
    document: dict[str, Any] = describe().openapi()
    _, definitions = models_json_schema(
        [(PresenceEvent, "serialization"), (DesiredEvent, "serialization")], ref_template=REF
    )
    schemas = document["components"]["schemas"]
    for name, schema in definitions["$defs"].items():
        schemas.setdefault(name, schema)
    return document


def main() -> None:
    """Write the description to standard output."""
    json.dump(console_openapi(), sys.stdout, ensure_ascii=False, indent=2, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
