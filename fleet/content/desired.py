"""Makes the numbered desired states of stations, and follows what becomes of them.

A state is made in the transaction of the change that it carries: its two documents are written to
the assets first, so that whoever reads the number finds the files. Two people who change one
station at the same time are told apart by the number that they started from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import ForUpdateArg

from contract.desired import (
    Artifact,
    ContentManifest,
    SlideText,
    StationConfiguration,
)
from contract.desired import DesiredState as DesiredBody
from contract.desired import Slide as WireSlide
from contract.messages import Desired, Reported
from contract.model import SettingsModel
from contract.names import StationId
from contract.signing import DESIRED_DOMAIN
from fleet.accounts import audit
from fleet.content.assets import Assets
from fleet.content.models import DesiredState, DesiredStatus, Slide, SlideStation
from fleet.content.rules import check_configuration, settle
from fleet.downlink import service as downlink
from fleet.errors import Conflict, NotThere
from fleet.pki.publisher import Publisher
from fleet.stations import timeline
from fleet.stations.models import Station
from fleet.stations.timeline import Event, EventKind

HISTORY = 20
_LOCK = ForUpdateArg(key_share=True)
"""Keeps other changes of the station away, but no scan that names it (FOR NO KEY UPDATE)."""
SYSTEM = "fleet"
"""Who makes a state that no person asked for."""
_TOLD = {
    DesiredStatus.IN_FORCE: EventKind.IN_FORCE,
    DesiredStatus.REFUSED: EventKind.REFUSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What desired states are made with: where documents go, and who signs."""

    assets: Assets
    publisher: Publisher

    def change_settings(
        self,
        session: Session,
        station: StationId,
        settings: Mapping[str, Any],
        *,
        expected: int,
        by: str,
        now: datetime,
    ) -> DesiredState:
        """Give a station new settings.

        Args:
            expected: number of the state from which the change was made; 0 for none.

        Raises:
            BadInput: `settings.invalid`.
            NotThere: `station.unknown`.
            Conflict: `desired.number` where somebody else was faster.
        """
        configuration = check_configuration(settings)
        before = self._locked(session, station)
        number = before.number if before else 0
        if number != expected:
            raise Conflict("desired.number", expected=expected, number=number)
        audit.record(
            session,
            at=now,
            who=by,
            what="station.settings",
            subject=station,
            number=number + 1,
            before=before.configuration if before else {},
            after=configuration.model_dump(mode="json"),
        )
        return self._make(session, station, before, configuration, by=by, now=now)

    def renew(
        self, session: Session, station: StationId, *, by: str, now: datetime
    ) -> DesiredState | None:
        """Make a new state for a station if the slides assigned to it have changed."""
        before = self._locked(session, station)
        shown = [slide.id for slide in slides_of(session, station)]
        if before is None and not shown:
            return None
        if before is not None and before.slides == shown:
            return None
        configuration = (
            check_configuration(before.configuration) if before else StationConfiguration()
        )
        return self._make(session, station, before, configuration, by=by, now=now)

    def _locked(self, session: Session, station: StationId) -> DesiredState | None:
        if session.get(Station, station, with_for_update=_LOCK) is None:
            raise NotThere("station.unknown", station=station)
        return newest(session, station)

    def _make(
        self,
        session: Session,
        station: StationId,
        before: DesiredState | None,
        configuration: StationConfiguration,
        *,
        by: str,
        now: datetime,
    ) -> DesiredState:
        slides = slides_of(session, station)
        body = DesiredBody(
            station=station,
            number=before.number + 1 if before else 1,
            issued_at=now,
            configuration=self._document(configuration),
            content=self._document(manifest(slides)),
        ).model_dump_json()
        signed = self.publisher.sign(DESIRED_DOMAIN, body)
        row = DesiredState(
            station_id=station,
            number=before.number + 1 if before else 1,
            configuration=configuration.model_dump(mode="json"),
            slides=[slide.id for slide in slides],
            body=body,
            key_id=signed.key_id,
            signature=signed.signature,
            created_at=now,
            created_by=by,
            status=DesiredStatus.PENDING,
            changed_at=now,
        )
        if before is not None and before.status == DesiredStatus.PENDING:
            before.status, before.changed_at = DesiredStatus.SUPERSEDED, now
        session.add(row)
        message = Desired(body=body, key_id=signed.key_id, signature=signed.signature)
        downlink.post_desired(session, station, message, now)
        made = Event(station_id=station, at=now, kind=EventKind.DESIRED, by=by, number=row.number)
        timeline.note(session, [made])
        return row

    def _document(self, document: SettingsModel) -> Artifact:
        return self.assets.add(document.model_dump_json().encode())


def newest(session: Session, station: StationId) -> DesiredState | None:
    """Find the newest desired state of a station."""
    return session.scalar(
        select(DesiredState)
        .where(DesiredState.station_id == station)
        .order_by(DesiredState.number.desc())
        .limit(1)
    )


def history(session: Session, station: StationId) -> Sequence[DesiredState]:
    """Read the last desired states of a station, newest first."""
    return session.scalars(
        select(DesiredState)
        .where(DesiredState.station_id == station)
        .order_by(DesiredState.number.desc())
        .limit(HISTORY)
    ).all()


def note_report(session: Session, station: StationId, reported: Reported, now: datetime) -> None:
    """Note what a station says about its desired states."""
    open_states = (DesiredStatus.PENDING, DesiredStatus.IN_FORCE)
    refused = reported.refused.number if reported.refused else reported.number
    rows = session.scalars(
        select(DesiredState).where(
            DesiredState.station_id == station,
            DesiredState.status.in_(open_states)
            | DesiredState.number.in_([reported.number, refused]),
        )
    )
    happened = []
    for row in rows:
        status = DesiredStatus(row.status)
        settled = settle(row.number, status, reported)
        if settled != (row.status, row.code, row.detail):
            row.status, row.code, row.detail = settled
            row.changed_at = now
            if (kind := _TOLD.get(settled[0])) is not None:
                happened.append(
                    Event(
                        station_id=station,
                        at=now,
                        kind=kind,
                        code=row.code,
                        detail=row.detail,
                        number=row.number,
                    )
                )
    timeline.note(session, happened)


def repeat_if_older(session: Session, station: StationId, reported_number: int) -> None:
    """Publish a station's newest state again if it has an older one and didn't refuse it."""
    row = newest(session, station)
    if row is None or row.number <= reported_number or row.status == DesiredStatus.REFUSED:
        return
    downlink.repeat_desired(session, station)


def slides_of(session: Session, station: StationId) -> Sequence[Slide]:
    """Read the slides assigned to a station, in their order."""
    assigned = select(SlideStation.slide_id).where(SlideStation.station_id == station)
    return session.scalars(
        select(Slide)
        .where(Slide.retired_at.is_(None), Slide.everywhere | Slide.id.in_(assigned))
        .order_by(Slide.created_at, Slide.id)
    ).all()


def manifest(slides: Sequence[Slide]) -> ContentManifest:
    """Write slides as a station reads them."""
    return ContentManifest(
        slides=tuple(
            WireSlide.model_validate(
                {
                    "slide_id": slide.id,
                    "picture": Artifact(sha256=slide.picture_sha256, size=slide.picture_size),
                    "media_type": slide.media_type,
                    "texts": {
                        language: SlideText.model_validate(text)
                        for language, text in slide.texts.items()
                    },
                }
            )
            for slide in slides
        )
    )
