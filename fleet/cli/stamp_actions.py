"""What is done to stamps that were issued, each a command with the same options."""

from collections.abc import Callable
from typing import Annotated

import typer

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
from fleet.stamps.actions import Deed
from fleet.stamps.selection import Chosen
from provenance.keys import parse_gtin
from provenance.stamps.states import Action

_TEXTS = {
    Action.DELIVER: """Say that stamps came back from the printer.

    Example: fleet stamps deliver --batch 7
    """,
    Action.ACTIVATE: """Put stamps in use: from now on they are valid.

    Example: fleet stamps activate --batch 7 --from 1 --to 200
    """,
    Action.SELL: """Confirm that goods were sold; --note says where.

    Example: fleet stamps sell --gtin 8930000000019 --serial TQ0001 --note 'Chợ Hôm, sạp 5'
    """,
    Action.VOID: """Cancel stamps for good; --note says why, and shoppers read it.

    Example: fleet stamps void --gtin 8930000000019 --lot L1 --note 'In hỏng'
    """,
    Action.SUSPECT: """Put stamps under suspicion; --note says why.

    Example: fleet stamps suspect --gtin 8930000000019 --serial TQ0001 --note 'Bị tố cáo'
    """,
    Action.CLEAR: """Take stamps from suspicion after a look; --note says what was seen.

    Example: fleet stamps clear --gtin 8930000000019 --serial TQ0001 --note 'Đã kiểm tra tại chợ'
    """,
}


def _command(action: Action, text: str) -> Callable[..., None]:
    def act(  # noqa: PLR0913 - the options of a command are its arguments
        *,
        gtin: Annotated[str | None, typer.Option("--gtin", help="Of the product.")] = None,
        serial: SerialOption = None,
        serials: SerialsOption = None,
        numbered: RangeOption = None,
        lot: Annotated[str | None, typer.Option("--lot", help="All stamps of a lot.")] = None,
        batch: Annotated[int | None, typer.Option("--batch", help="Number of a batch.")] = None,
        first: FirstOption = None,
        last: LastOption = None,
        note: Annotated[str, typer.Option("--note", help="Why, or where.")] = "",
        leave_ended: Annotated[
            bool, typer.Option("--leave-ended", help="Pass over what is sold, void or replaced.")
        ] = False,
        config: ConfigOption = DEFAULT_CONFIG,
        as_json: JsonOption = False,
    ) -> None:
        chosen = Chosen(
            gtin=parse_gtin(gtin) if gtin is not None else None,
            serials=serials_of(serial, serials, numbered),
            lot=lot,
            batch=batch,
            first=first,
            last=last,
        )
        _act(chosen, Deed(action=action, note=note, leave_ended=leave_ended), config, as_json)

    act.__doc__ = text
    return act


def replace(
    *,
    gtin: Annotated[str, typer.Option("--gtin", help="Of the product.")],
    serial: Annotated[str, typer.Option("--serial", help="Of the stamp that is replaced.")],
    by: Annotated[str, typer.Option("--by", metavar="SERIAL", help="Of the stamp in its place.")],
    note: Annotated[str, typer.Option("--note", help="Why; shoppers read it.")],
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Say that another stamp took the place of one.

    Example: fleet stamps replace --gtin 8930000000019 --serial TQ0001 --by TQ0900 --note 'Rách'
    """
    chosen = Chosen(gtin=parse_gtin(gtin), serials=(serial,))
    _act(chosen, Deed(action=Action.REPLACE, note=note, replacement=by), config, as_json)


def _act(chosen: Chosen, deed: Deed, config: ConfigOption, as_json: JsonOption) -> None:
    with opened(config) as parts:
        done = service_of(parts).act(chosen, deed, by=COMMAND_LINE)
    result: dict[str, object] = {
        "action": deed.action,
        "changed": done.changed,
        "unchanged": done.unchanged,
        "left": done.left,
    }
    words = f"{deed.action}: {done.changed} changed, {done.unchanged} were so before"
    if done.left:
        words += f", {done.left} passed over"
    show(result, words, as_json=as_json)


COMMANDS: dict[str, Callable[..., None]] = {
    **{action.value: _command(action, text) for action, text in _TEXTS.items()},
    "replace": replace,
}
