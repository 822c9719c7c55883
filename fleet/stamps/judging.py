"""Has the rules judge stamps that were scanned anew, and keeps what they find.

Most stamps were seen in one market only and have no sales area: for them nothing is read. What was
seen before somebody took a stamp from suspicion doesn't count again. Only an active stamp comes
under suspicion; of a sold one, and of one that isn't in use yet, what was found is kept for
inspectors.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from fleet.accounts import audit
from fleet.db.rows import AnyRow, in_key_order
from fleet.registry.models import StampRow
from fleet.stamps import actions
from fleet.stamps.actions import Deed
from fleet.stamps.models import IssuedStamp, StampBatch, StampHint, StampSighting
from fleet.stamps.selection import Found
from fleet.stations.rules import fold, ward_key
from provenance.keys import Gtin
from provenance.records import StampState
from provenance.stamps.places import Position, Seen
from provenance.stamps.states import Action
from provenance.stamps.suspicion import Parameters, Reason, Watched, reasons
from provenance.stamps.texts import describe

BY = "rules"
LOOK_BACK = timedelta(days=180)
MOST_SIGHTINGS = 2000
"""Of one stamp; the newest ones."""
KEYS = 500
JUDGED = frozenset(StampState) - {StampState.SUSPECT, StampState.VOID, StampState.REPLACED}

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    watched: Watched
    cleared_at: datetime | None


def judge(session: Session, keys: Sequence[Key], now: datetime, parameters: Parameters) -> int:
    """Judge stamps inside a writing transaction.

    Args:
        keys: GTIN and serial of stamps that have new sightings, in order.

    Returns:
        How many of them came under suspicion.
    """
    suspects = 0
    for start in range(0, len(keys), KEYS):
        part = keys[start : start + KEYS]
        subjects = _subjects(session, part)
        seen = _sightings(session, _worth_a_look(session, part, subjects), now)
        for key, sightings in sorted(seen.items()):
            subject = subjects[key]
            counted = [
                one
                for one in sightings
                if subject.cleared_at is None or one.first_at > subject.cleared_at
            ]
            found = reasons(subject.watched, counted, parameters)
            if found:
                suspects += _keep(session, key, subject.watched.state, found, now)
    return suspects


def _subjects(session: Session, keys: Sequence[Key]) -> dict[Key, _Subject]:
    same = (IssuedStamp.gtin == StampRow.gtin) & (IssuedStamp.serial == StampRow.serial)
    rows = session.execute(
        select(
            StampRow.gtin,
            StampRow.serial,
            StampRow.state,
            StampRow.activated_at,
            StampRow.ended_at,
            StampBatch.area,
        )
        .outerjoin(IssuedStamp, same)
        .outerjoin(StampBatch, StampBatch.id == IssuedStamp.batch_id)
        .where(tuple_(StampRow.gtin, StampRow.serial).in_(keys))
        .order_by(*in_key_order(session, StampRow.gtin, StampRow.serial))
        .with_for_update(of=StampRow)
    )
    cleared = _cleared(session, keys)
    return {
        (row.gtin, row.serial): _Subject(
            watched=Watched(
                state=StampState(row.state),
                activated_at=row.activated_at,
                ended_at=row.ended_at,
                area=_area(row.area),
            ),
            cleared_at=cleared.get((row.gtin, row.serial)),
        )
        for row in rows
        if StampState(row.state) in JUDGED
    }


def _cleared(session: Session, keys: Sequence[Key]) -> dict[Key, datetime]:
    rows = session.execute(
        select(StampHint.gtin, StampHint.serial, func.max(StampHint.cleared_at))
        .where(tuple_(StampHint.gtin, StampHint.serial).in_(keys))
        .group_by(StampHint.gtin, StampHint.serial)
    )
    return {(gtin, serial): at for gtin, serial, at in rows if at is not None}


def _area(names: Sequence[str] | None) -> frozenset[str]:
    return frozenset(key for name in names or () for key in (fold(name), ward_key(name)))


def _worth_a_look(
    session: Session, keys: Sequence[Key], subjects: Mapping[Key, _Subject]
) -> list[Key]:
    """Leave out what no rule can speak of: in use, anywhere, and seen in one market since."""
    rows = session.execute(
        select(
            StampSighting.gtin,
            StampSighting.serial,
            func.count(StampSighting.market.distinct()).label("markets"),
            func.min(StampSighting.first_at).label("first_at"),
        )
        .where(tuple_(StampSighting.gtin, StampSighting.serial).in_(keys))
        .group_by(StampSighting.gtin, StampSighting.serial)
    )
    return [
        (row.gtin, row.serial)
        for row in rows
        if (row.gtin, row.serial) in subjects
        and _is_odd(subjects[row.gtin, row.serial].watched, row)
    ]


def _is_odd(watched: Watched, row: AnyRow) -> bool:
    if row.markets > 1 or watched.area or watched.state is not StampState.ACTIVE:
        return True
    return watched.activated_at is not None and row.first_at < watched.activated_at


def _sightings(session: Session, keys: Sequence[Key], now: datetime) -> dict[Key, list[Seen]]:
    found: dict[Key, list[Seen]] = {}
    for key in keys:
        gtin, serial = key
        rows = session.scalars(
            select(StampSighting)
            .where(
                StampSighting.gtin == gtin,
                StampSighting.serial == serial,
                StampSighting.last_at > now - LOOK_BACK,
            )
            .order_by(StampSighting.hour.desc())
            .limit(MOST_SIGHTINGS)
        )
        found[key] = [_seen(row) for row in rows]
    return found


def _seen(row: StampSighting) -> Seen:
    position = None
    if row.latitude is not None and row.longitude is not None:
        position = Position(latitude=row.latitude, longitude=row.longitude)
    return Seen(
        station=row.station_id,
        market=row.market,
        ward=row.ward,
        first_at=row.first_at,
        last_at=row.last_at,
        day=row.day,
        clock_trusted=row.clock_trusted,
        position=position,
    )


def _keep(
    session: Session, key: Key, state: StampState, found: Sequence[Reason], now: datetime
) -> bool:
    gtin, serial = key
    for reason in found:
        _keep_hint(session, key, reason, now)
    grounds = [reason for reason in found if reason.suspect]
    if not grounds or state is not StampState.ACTIVE:
        return False
    said = describe(grounds)
    note, note_en = (text[: actions.LONGEST_NOTE] for text in (said.vi, said.en))
    deed = Deed(action=Action.SUSPECT, note=note, note_en=note_en)
    actions.change(session, Gtin(gtin), [Found(serial, state)], deed, at=now, by=BY)
    audit.record(
        session,
        at=now,
        who=BY,
        what="stamps.suspect",
        subject=f"{gtin} {serial}",
        reasons=[reason.code for reason in grounds],
    )
    return True


def _keep_hint(session: Session, key: Key, reason: Reason, now: datetime) -> None:
    gtin, serial = key
    hint = session.get(StampHint, (gtin, serial, reason.code))
    if hint is None:
        session.add(
            StampHint(
                gtin=gtin,
                serial=serial,
                code=reason.code,
                suspect=reason.suspect,
                params=dict(reason.params),
                first_at=now,
                last_at=now,
                cleared_at=None,
            )
        )
        return
    if hint.cleared_at is not None:
        hint.first_at, hint.cleared_at = now, None
    hint.params, hint.last_at = dict(reason.params), now
