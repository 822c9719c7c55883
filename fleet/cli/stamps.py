"""Anti-counterfeit stamps: issued, printed, activated, sold, voided, replaced; and their keys."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from fleet.cli import stamp_actions, stamp_keys
from fleet.cli.configured import (
    COMMAND_LINE,
    DEFAULT_CONFIG,
    ConfigOption,
    JsonOption,
    opened,
    show,
)
from fleet.cli.stamp_parts import (
    FirstOption,
    LastOption,
    RangeOption,
    SerialOption,
    SerialsOption,
    serials_of,
    service_of,
)
from fleet.errors import BadInput, Unavailable
from fleet.pki import files
from fleet.stamps import queries
from fleet.stamps.exporting import Wanted
from fleet.stamps.files import PrintKind
from fleet.stamps.issuing import Order
from fleet.stamps.payloads import StampForm
from fleet.stamps.queries import Detail, StampFilter
from fleet.stamps.service import Export
from fleet.stamps.sheets import Layout
from provenance.keys import parse_gtin
from provenance.records import StampState

DAY = ["%Y-%m-%d"]
LAYOUT = Layout()
LISTED = 1000
GtinArgument = Annotated[str, typer.Argument(metavar="GTIN")]
SerialArgument = Annotated[str, typer.Argument(metavar="SERIAL")]
CountOption = Annotated[int | None, typer.Option("--count", help="Serials nobody can guess.")]
TwoLayerOption = Annotated[
    bool, typer.Option("--two-layer", help="With a secret under a scratch layer.")
]
ExpiresOption = Annotated[
    datetime | None, typer.Option("--expires", formats=DAY, help="Printed in the code.")
]
AreaOption = Annotated[
    list[str] | None, typer.Option("--area", help="Market or ward where it may be sold.")
]
RequestOption = Annotated[
    str | None, typer.Option("--request", help="The same one again issues nothing more.")
]
OutOption = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="Takes the files; only you read them.")
]
CodeOption = Annotated[float, typer.Option("--code-mm", help="Side of a code with its white edge.")]
MarginOption = Annotated[float, typer.Option("--margin-mm", help="White at each edge of a sheet.")]
RenewOption = Annotated[
    bool, typer.Option("--renew-secrets", help="The earlier file got lost: new secrets.")
]


def issue(  # noqa: PLR0913 - the options of a command are its arguments
    *,
    gtin: Annotated[str, typer.Option("--gtin", help="Of the product.")],
    issuer: Annotated[str, typer.Option("--issuer", help="Id of the party that answers for it.")],
    lot: Annotated[str | None, typer.Option("--lot")] = None,
    count: CountOption = None,
    serial: SerialOption = None,
    serials: SerialsOption = None,
    numbered: RangeOption = None,
    two_layer: TwoLayerOption = False,
    expires: ExpiresOption = None,
    area: AreaOption = None,
    request: RequestOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Issue a batch of stamps: --count for serials that can't be guessed, or a range or list.

    Example: fleet stamps issue --gtin 8930000000019 --issuer htx-a --lot L1 --count 500
    """
    given = serials_of(serial, serials, numbered)
    if (count is None) == (not given):
        raise BadInput("stamps.how_many")
    order = Order(
        gtin=parse_gtin(gtin),
        issuer=issuer,
        lot=lot,
        count=count,
        serials=given,
        numbered=numbered is not None,
        two_layer=two_layer,
        expires=expires.date() if expires else None,
        area=tuple(area or ()),
        request=request,
    )
    with opened(config) as parts:
        batch, new = service_of(parts).issue(order, by=COMMAND_LINE)
    result: dict[str, object] = {"batch": batch.id, "count": batch.count, "new": new}
    said = "issued" if new else "was issued before"
    show(result, f"batch {batch.id} with {batch.count} stamps {said}", as_json=as_json)


def export(  # noqa: PLR0913 - the options of a command are its arguments
    batch: Annotated[int, typer.Argument(metavar="BATCH", help="Number of the batch.")],
    *,
    out: OutOption,
    form: Annotated[StampForm, typer.Option("--form", help="What the code says.")] = StampForm.LINK,
    kind: Annotated[PrintKind, typer.Option("--as", help="What kind of file.")] = PrintKind.CSV,
    first: FirstOption = None,
    last: LastOption = None,
    columns: Annotated[int, typer.Option("--columns", help="Of a sheet.")] = LAYOUT.columns,
    rows: Annotated[int, typer.Option("--rows", help="Of a sheet.")] = LAYOUT.rows,
    code_mm: CodeOption = LAYOUT.code_mm,
    margin_mm: MarginOption = LAYOUT.margin_mm,
    renew_secrets: RenewOption = False,
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Write a batch as files for the printer; its stamps are then at the printer.

    Secrets of two-layer stamps are in these files and nowhere else.
    Example: fleet stamps export 7 --as pdf --form signed_link --out to-printer
    """
    wanted = Wanted(batch=batch, first=first, last=last, renew_secrets=renew_secrets)
    layout = Layout(columns=columns, rows=rows, code_mm=code_mm, margin_mm=margin_mm)
    order = Export(wanted=wanted, form=form, kind=kind, layout=layout)
    parts_of: dict[Path, Path] = {}
    with opened(config) as parts:
        try:
            with service_of(parts).printed(order, by=COMMAND_LINE) as made:
                for file in made:
                    path = out.absolute() / file.name
                    parts_of[path] = _write(path.with_suffix(f"{path.suffix}.part"), file.content)
        except BaseException:
            # Their secrets count for nothing; a file of before may hold those that do.
            for part in parts_of.values():
                part.unlink(missing_ok=True)
            raise
    for path, part in parts_of.items():
        part.replace(path)
    names = [str(path) for path in parts_of]
    show({"files": names}, "\n".join(names), as_json=as_json)


def check(
    gtin: GtinArgument,
    serial: SerialArgument,
    *,
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Tell whether a scratched secret, read from standard input, is that of a stamp.

    Example: echo 'ABCD EFHJ KMNP RSTV WX' | fleet stamps check 8930000000019 TQ0001
    """
    typed = sys.stdin.readline().strip()
    with opened(config) as parts:
        right = service_of(parts).secret_matches(parse_gtin(gtin), serial, typed)
    words = "that is its secret" if right else "that is not its secret"
    show({"serial": serial, "matches": right}, words, as_json=as_json)


def list_all(  # noqa: PLR0913 - the options of a command are its arguments
    *,
    gtin: Annotated[str | None, typer.Option("--gtin")] = None,
    lot: Annotated[str, typer.Option("--lot")] = "",
    batch: Annotated[int | None, typer.Option("--batch")] = None,
    state: Annotated[StampState | None, typer.Option("--state")] = None,
    search: Annotated[str, typer.Option("--search", help="Serial, lot or product.")] = "",
    hints: Annotated[
        bool, typer.Option("--hints", help="Only those that the rules found odd.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=LISTED)] = 50,
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """List stamps.

    Example: fleet stamps list --gtin 8930000000019 --state suspect
    """
    wanted = StampFilter(
        gtin=parse_gtin(gtin) if gtin else "",
        lot=lot,
        batch=batch,
        state=state,
        text=search,
        hints=hints,
    )
    with opened(config) as parts, parts.database.read() as session:
        rows = queries.page(session, wanted, after=None, limit=limit)
        total, capped = queries.count(session, wanted)
    found = [
        {"gtin": row.gtin, "serial": row.serial, "state": row.state, "lot": row.lot} for row in rows
    ]
    lines = [f"{row.gtin} {row.serial:<20} {row.state:<10} {row.lot or ''}" for row in rows]
    lines.append(f"{len(rows)} of {'more than ' if capped else ''}{total}")
    show({"stamps": found, "total": total, "capped": capped}, "\n".join(lines), as_json=as_json)


def show_one(
    gtin: GtinArgument,
    serial: SerialArgument,
    *,
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Show one stamp: its state, its changes, where it was seen, what the rules found.

    Example: fleet stamps show 8930000000019 TQ0001
    """
    with opened(config) as parts, parts.database.read() as session:
        found = queries.detail(session, parse_gtin(gtin), serial)
    result = _as_json(found)
    lines = [f"{name}: {value}" for name, value in result.items() if not isinstance(value, list)]
    lines += [
        f"  {name}: " + ", ".join(f"{key} {one[key]}" for key in one)
        for name in ("changes", "hints", "seen")
        for one in _list_of(result, name)
    ]
    show(result, "\n".join(lines), as_json=as_json)


def _as_json(found: Detail) -> dict[str, object]:
    stamp = found.stamp
    return {
        "gtin": stamp.gtin,
        "serial": stamp.serial,
        "product": stamp.name_vi,
        "state": stamp.state,
        "lot": stamp.lot,
        "issuer": stamp.issuer,
        "batch": stamp.batch_id,
        "position": stamp.position,
        "replaced_by": stamp.replaced_by,
        "note": stamp.note_vi,
        "changes": [
            {"at": one.at.isoformat(), "action": one.action, "who": one.who, "note": one.note}
            for one in found.changes
        ],
        "hints": [
            {"code": one.code, "params": one.params, "cleared": one.cleared_at is not None}
            for one in found.hints
        ],
        "seen": [
            {"day": one.day.isoformat(), "station": one.station_id, "scans": one.count}
            for one in found.sightings
        ],
        "seen_earlier": found.earlier.scans if found.earlier else 0,
    }


def _list_of(result: dict[str, object], name: str) -> list[dict[str, object]]:
    found = result[name]
    return found if isinstance(found, list) else []


def _write(path: Path, content: bytes) -> Path:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write(path, content, files.PRIVATE)
    except OSError as error:
        raise Unavailable("stamps.unwritable", path=str(path), detail=str(error)) from error
    return path


COMMANDS = {
    "issue": issue,
    "export": export,
    **stamp_actions.COMMANDS,
    "check": check,
    "list": list_all,
    "show": show_one,
    **stamp_keys.COMMANDS,
}
