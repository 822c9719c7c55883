"""Makes fleet/stations/wards.json from the wheel of vietnamadminunits: `tools/wards.py WHEEL`.

The package's run-time dependencies are heavy and its data changes with a law, not with a release,
so the table of the 126 wards and communes of Hà Nội is committed. Fetch the wheel with
`pip download --no-deps vietnamadminunits==1.0.4`; its licence (MIT) goes into the table.
"""

import json
import sqlite3
import sys
import tempfile
import unicodedata
import zipfile
from pathlib import Path

from fleet.stations.rules import ward_key

TARGET = Path(__file__).resolve().parent.parent / "fleet" / "stations" / "wards.json"
SOURCE = "vietnamadminunits 1.0.4 (PyPI)"
DATA = "vietnamadminunits/data/dataset.db"
LICENCE = "vietnamadminunits-1.0.4.dist-info/licenses/LICENSE"
CITY = "01"
EXPECTED = 126
COLUMNS = "wardCode, wardShort, wardType, wardLat, wardLon, wardAreaKm2"


def main(arguments: list[str]) -> int:
    """Make the table from the wheel that the argument names; give the exit status."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m tools.wards WHEEL\n")
        return 2
    with zipfile.ZipFile(arguments[0]) as wheel, tempfile.TemporaryDirectory() as folder:
        database = wheel.extract(DATA, folder)
        licence = wheel.read(LICENCE).decode()
        connection = sqlite3.connect(database)
        rows = connection.execute(
            f"SELECT {COLUMNS} FROM admin_units WHERE provinceCode = ? ORDER BY wardCode",  # noqa: S608 - our own names
            (CITY,),
        ).fetchall()
        connection.close()
    wards = [
        {
            "code": code,
            "name": unicodedata.normalize("NFC", name),
            "kind": unicodedata.normalize("NFC", kind).lower(),
            "latitude": latitude,
            "longitude": longitude,
            "area_km2": area,
        }
        for code, name, kind, latitude, longitude, area in rows
    ]
    keys = {ward_key(ward["name"]) for ward in wards}
    if len(wards) != EXPECTED or len(keys) != EXPECTED:
        sys.stderr.write(f"{len(wards)} wards with {len(keys)} names instead of {EXPECTED}\n")
        return 1
    head = {"source": SOURCE, "licence": licence, "wards": []}
    text = json.dumps(head, ensure_ascii=False, indent=1)
    lines = ",\n".join(f"  {json.dumps(ward, ensure_ascii=False)}" for ward in wards)
    TARGET.write_text(text.replace("[]", f"[\n{lines}\n ]") + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
