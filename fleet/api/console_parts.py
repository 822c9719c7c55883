"""What the console's routes work with; one object an app, found through the request."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request

from fleet.accounts.service import Accounts
from fleet.api.events import Hub
from fleet.api.kept import Kept
from fleet.clock import Clock
from fleet.commands.uploads import Uploads
from fleet.connectors.ask import Connectors
from fleet.content.desired import Desk
from fleet.db.engine import Database
from fleet.epcis.runner import CaptureRunner
from fleet.stamps.service import Stamps
from fleet.stations.wards import Wards, read_wards
from fleet.windows.drawing import Windows

STATIC_DIR = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleParts:
    """Everything that the console's listener needs.

    Attributes:
        public_url: as browsers see it; `https` makes the session cookie Secure.
        kept: figures that all browsers share.
        wards: the city's, for the overview.
        windows: draws what a station would show, one at a time.
        static_dir: the built console; where it is missing, pages say so.
        captures: does the capture jobs of EPCIS documents.
        wake: called after a change that stations should hear of, so that an ingest of this
            process publishes it at once; others find it within their poll.
    """

    database: Database
    accounts: Accounts
    clock: Clock
    desk: Desk
    uploads: Uploads
    events: Hub
    kept: Kept
    connectors: Connectors
    public_url: str
    captures: CaptureRunner
    stamps: Stamps
    static_dir: Path = STATIC_DIR
    wards: Wards = field(default_factory=read_wards)
    windows: Windows = field(default_factory=Windows)
    wake: Callable[[], None]


def parts_of(request: Request) -> ConsoleParts:
    """Find the parts of the app that handles a request."""
    parts: ConsoleParts = request.app.state.parts
    return parts
