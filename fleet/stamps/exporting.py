"""Hands stamps to whoever prints them: what the file holds, and what is stored of it.

In three steps, since drawing thousands of codes takes minutes, in which no transaction may stay
open: `prepare` reads the stamps and makes the secrets, the caller draws and stores the file, and
`confirm` stores the hashes and says that the stamps are at the printer. A secret is in that one
file and nowhere else; a file that got lost can be made again with new secrets while the stamps are
still at the printer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from fleet.accounts import audit
from fleet.db.upsert import table_of
from fleet.errors import Conflict
from fleet.registry.models import StampRow
from fleet.stamps import actions, secrets
from fleet.stamps.actions import Deed
from fleet.stamps.models import IssuedStamp, StampBatch
from fleet.stamps.payloads import Printable, StampForm
from fleet.stamps.secrets import Sealed
from fleet.stamps.selection import Chosen, find, get_batch, named, positions
from provenance.keys import Gtin
from provenance.records import StampState
from provenance.stamps.states import Action

PRINTABLE = frozenset({StampState.ISSUED, StampState.AT_PRINTER})
"""Not what was delivered: a second print of it would be copies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which stamps of a batch are to be printed.

    Attributes:
        first: first position; `last` the last one, included.
        renew_secrets: give stamps that were exported before new secrets, which makes those of the
            earlier file worthless.
    """

    batch: int
    first: int | None = None
    last: int | None = None
    renew_secrets: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Stamps that are ready to be drawn.

    Attributes:
        seals: hashes of the secrets by serial; none where the stamps have one layer.
    """

    wanted: Wanted
    gtin: Gtin
    issuer: str
    stamps: tuple[Printable, ...]
    seals: Mapping[str, Sealed]


def prepare(session: Session, wanted: Wanted) -> Prepared:
    """Read stamps and make their secrets; stores nothing.

    Raises:
        BadInput: `stamps.positions`.
        NotThere: `stamps.batch_unknown`.
        Conflict: `stamps.state`, or `stamps.exported` where secrets were given out before.
    """
    batch = get_batch(session, wanted.batch)
    first, last = positions(batch, wanted.first, wanted.last)
    same = (IssuedStamp.gtin == StampRow.gtin) & (IssuedStamp.serial == StampRow.serial)
    rows = session.execute(
        select(IssuedStamp.serial, IssuedStamp.position, IssuedStamp.secret_hash, StampRow.state)
        .join(StampRow, same)
        .where(IssuedStamp.batch_id == batch.id, IssuedStamp.position.between(first, last))
        .order_by(IssuedStamp.position)
    ).all()
    _require_printable({row.serial: StampState(row.state) for row in rows}, batch.gtin)
    given = [row.serial for row in rows if row.secret_hash is not None]
    if given and not wanted.renew_secrets:
        raise Conflict("stamps.exported", batch=batch.id, count=len(given), serials=named(given))
    stamps, seals = [], {}
    for row in rows:
        secret = secrets.new_secret() if batch.two_layer else None
        if secret is not None:
            seals[row.serial] = secrets.seal(secret, Gtin(batch.gtin), row.serial)
        stamps.append(_printable(batch, row.serial, row.position, secret))
    return Prepared(
        wanted=wanted,
        gtin=Gtin(batch.gtin),
        issuer=batch.issuer,
        stamps=tuple(stamps),
        seals=seals,
    )


def confirm(
    session: Session, prepared: Prepared, form: StampForm, *, kid: str | None, at: datetime, by: str
) -> None:
    """Say that the file is made: the stamps are at the printer, and their secrets hold.

    Args:
        kid: of the key that signed them, for the audit log.

    Raises:
        Conflict: `stamps.state` or `stamps.exported` where somebody was faster.
    """
    wanted = prepared.wanted
    chosen = Chosen(batch=wanted.batch, first=wanted.first, last=wanted.last)
    gtin, found = find(session, chosen, lock=True)
    _require_printable({one.serial: one.state for one in found}, gtin)
    if prepared.seals:
        _seal(session, prepared)
    fresh = [one for one in found if one.state is StampState.ISSUED]
    if fresh:
        actions.change(session, gtin, fresh, Deed(action=Action.PRINT), at=at, by=by)
    audit.record(
        session,
        at=at,
        who=by,
        what="stamps.export",
        subject=f"{gtin} batch {wanted.batch}",
        first=prepared.stamps[0].position,
        last=prepared.stamps[-1].position,
        form=form.value,
        kid=kid,
        two_layer=bool(prepared.seals),
        renewed=wanted.renew_secrets,
    )


def _require_printable(states: Mapping[str, StampState], gtin: str) -> None:
    wrong = {serial: state for serial, state in states.items() if state not in PRINTABLE}
    if wrong:
        serials = named(f"{serial} ({state})" for serial, state in wrong.items())
        count = len(wrong)
        raise Conflict("stamps.state", action="export", gtin=gtin, count=count, serials=serials)


def _seal(session: Session, prepared: Prepared) -> None:
    table = table_of(IssuedStamp)
    statement = update(table).where(
        table.c.gtin == prepared.gtin, table.c.serial == bindparam("of_serial")
    )
    if not prepared.wanted.renew_secrets:
        # Of two exports at a time only one may give secrets out.
        statement = statement.where(table.c.secret_hash.is_(None))
    statement = statement.values(secret_salt=bindparam("salt"), secret_hash=bindparam("digest"))
    rows = [
        {"of_serial": serial, "salt": seal.salt, "digest": seal.digest}
        for serial, seal in prepared.seals.items()
    ]
    if session.connection().execute(statement, rows).rowcount != len(rows):
        batch, serials = prepared.wanted.batch, named(prepared.seals)
        raise Conflict("stamps.exported", batch=batch, count=len(rows), serials=serials)


def _printable(batch: StampBatch, serial: str, position: int, secret: str | None) -> Printable:
    return Printable(
        position=position,
        gtin=Gtin(batch.gtin),
        serial=serial,
        lot=batch.lot,
        expires=batch.expires,
        secret=secret,
    )
