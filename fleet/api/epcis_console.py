"""The console's own routes about EPCIS: capture jobs with what was wrong, keys of partners.

`fleet.api.epcis_capture` tells partners of their jobs in the words of the standard.
"""

from typing import Annotated

from fastapi import APIRouter, Query

from fleet.api import cursors
from fleet.api.console_session import Parts
from fleet.api.schemas.base import PlainText
from fleet.api.schemas.epcis import (
    CaptureFault,
    CapturePage,
    CaptureRow,
    CaptureView,
    NewPartner,
    PartnerMade,
    PartnerPage,
    PartnerRow,
)
from fleet.api.security import Administrator, Viewer
from fleet.epcis import capture
from fleet.epcis.capture import Behaviour, CaptureState
from fleet.epcis.keys import KeyState, Known, PartnerKeys
from fleet.epcis.models import CaptureJob

router = APIRouter(prefix="/api", tags=["epcis"])

Words = Annotated[PlainText, Query()]
After = Annotated[str, Query(max_length=cursors.LONGEST)]
Limit = Annotated[int, Query(ge=1, le=200)]


@router.get("/captures")
def list_capture_jobs(
    parts: Parts,
    who: Viewer,
    q: Words = "",
    state: CaptureState | None = None,
    after: After = "",
    limit: Limit = 50,
) -> CapturePage:
    """List capture jobs, newest first; `q` finds parts of who sent them, or the begin of an id."""
    del who
    before = None
    if after:
        at, job = cursors.read(after, 2)
        before = (cursors.moment(at, after), cursors.text(job, after))
    wanted = capture.WantedJobs(text=q, state=state)
    with parts.database.read() as session:
        jobs = capture.list_jobs(session, wanted, before=before, limit=limit + 1)
        rows = tuple(_capture_row(job) for job in jobs[:limit])
        last = jobs[limit - 1] if len(jobs) > limit else None
    following = cursors.write(last.created_at.isoformat(), last.id) if last else None
    return CapturePage(rows=rows, next_after=following)


@router.get("/captures/{capture_id}")
def get_capture_job(capture_id: PlainText, parts: Parts, who: Viewer) -> CaptureView:
    """Show a capture job with the first faults of its events.

    Raises:
        NotThere: `capture.unknown`.
    """
    del who
    with parts.database.read() as session:
        job = capture.get_job(session, capture_id, of=None)
        return CaptureView(**_capture_row(job).model_dump(), errors=_faults(job))


@router.get("/partners")
def list_partners(
    parts: Parts,
    who: Administrator,
    q: Words = "",
    state: KeyState | None = None,
    after: After = "",
    limit: Limit = 50,
) -> PartnerPage:
    """List the keys of partners' machines by name; `q` finds parts of names."""
    del who
    behind = cursors.text(cursors.read(after, 1)[0], after) if after else ""
    keys = PartnerKeys(parts.database, parts.clock)
    found = keys.page(text=q, state=state, behind=behind, limit=limit + 1)
    more = len(found) > limit
    return PartnerPage(
        rows=tuple(_partner_row(one) for one in found[:limit]),
        next_after=cursors.write(found[limit - 1].partner.name) if more else None,
    )


@router.post("/partners", status_code=201)
def add_partner(body: NewPartner, parts: Parts, who: Administrator) -> PartnerMade:
    """Make a key; it is in this answer and nowhere else."""
    keys = PartnerKeys(parts.database, parts.clock)
    key = keys.add(body.name, frozenset(body.may), by=who.name)
    return PartnerMade(name=body.name, may=tuple(sorted(set(body.may))), key=key)


@router.post("/partners/{name}/revoke", status_code=204)
def revoke_partner(name: PlainText, parts: Parts, who: Administrator) -> None:
    """Make a key worthless, for good."""
    PartnerKeys(parts.database, parts.clock).revoke(name, by=who.name)


def _capture_row(job: CaptureJob) -> CaptureRow:
    return CaptureRow(
        id=job.id,
        who=job.who,
        state=capture.state_of(job),
        behaviour=Behaviour(job.behaviour),
        created_at=job.created_at,
        finished_at=job.finished_at,
        events=job.events,
        stored=job.stored,
        rejected=job.rejected,
        first_error=next(iter(_faults(job)), None),
    )


def _faults(job: CaptureJob) -> tuple[CaptureFault, ...]:
    return tuple(CaptureFault.model_validate(fault) for fault in job.errors)


def _partner_row(one: Known) -> PartnerRow:
    return PartnerRow(
        name=one.partner.name,
        may=tuple(sorted(one.partner.scopes)),
        created_at=one.created_at,
        created_by=one.created_by,
        revoked_at=one.revoked_at,
    )
