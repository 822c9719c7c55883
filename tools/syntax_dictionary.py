"""Write provenance/codes/dictionary_table.py anew from the GS1 Barcode Syntax Dictionary.

    python tools/syntax_dictionary.py gs1-syntax-dictionary.txt

GS1 publishes the file under Apache-2.0. Titles and comments are left out; a row keeps its AIs, its
flags, the components of its value and its attributes, as the file has them.
"""

import sys
from pathlib import Path

TABLE = Path(__file__).parents[1] / "provenance" / "codes" / "dictionary_table.py"
WIDTH = 100

HEAD = '''\
"""The table of the GS1 Barcode Syntax Dictionary: every application identifier and its value.

Made by tools/syntax_dictionary.py. Source: GS1 Barcode Syntax Dictionary, release {release},
copyright GS1 AISBL, licensed under the Apache License 2.0. What a row says is explained in
`dictionary`.
"""

ROWS = (
'''


def rows(text: str) -> list[str]:
    """Give the dictionary's rows with single spaces, without titles and comments."""
    plain = (" ".join(line.partition("#")[0].split()) for line in text.splitlines())
    return [row for row in plain if row]


def release(text: str) -> str:
    """Find which release it is; GS1's working copy says `UNSET`."""
    found = [line.partition(":")[2] for line in text.splitlines() if line.startswith("# Release:")]
    return found[0].strip() if found else "UNSET"


def module(text: str) -> str:
    """Make the source of the table's module, formatted as ruff formats it."""
    lines = []
    for row in rows(text):
        whole = f'    "{row}",'
        if len(whole) <= WIDTH:
            lines.append(whole)
        else:
            cut = row.rindex(" ", 0, WIDTH - 12) + 1
            lines += ["    (", f'        "{row[:cut]}"', f'        "{row[cut:]}"', "    ),"]
    return HEAD.format(release=release(text)) + "\n".join(lines) + "\n)\n"


def main() -> None:
    """Write the table from the file that the command line names."""
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/syntax_dictionary.py gs1-syntax-dictionary.txt")
    TABLE.write_text(module(Path(sys.argv[1]).read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
