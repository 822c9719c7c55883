"""Every scan goes into the outbox before it is shown; what can't be stored is counted.

A full disk, a full outbox or a broken file never keeps a verdict from the shopper. The first scan
that can't be stored is logged, and the first that can again; the number of those between is kept in
the outbox itself as soon as it takes it.
"""

import logging
from collections import Counter
from collections.abc import Mapping

from contract.scans import EventTime, ScanEvent
from kiosk.clock import Clock
from kiosk.errors import StorageError
from kiosk.outbox.store import Outbox
from kiosk.station.code import Code
from kiosk.station.event import make_event
from provenance.verdict import Verdict

_log = logging.getLogger(__name__)


class Recorder:
    """Stores scans and counts them.

    Args:
        boot_id: of this run of the kernel.
    """

    def __init__(self, outbox: Outbox, clock: Clock, boot_id: str) -> None:
        self._outbox = outbox
        self._clock = clock
        self._boot_id = boot_id
        self._verdicts: Counter[str] = Counter()
        self._not_stored = 0
        self._not_counted = 0
        self._fault = ""
        self._stored_total = 0
        self.stored = 0
        """Scans stored in this run."""

    @property
    def not_stored(self) -> int:
        """Scans of this run that the outbox couldn't take."""
        return self._not_stored

    @property
    def outbox_state(self) -> str:
        """Say `ok`, `replaced` after a broken file was moved aside, or the code of the fault."""
        if self._fault:
            return self._fault
        return "replaced" if self._outbox.moved_aside else "ok"

    @property
    def verdicts(self) -> Mapping[str, int]:
        """Scans of this run by kind of verdict, stored or not."""
        return dict(self._verdicts)

    @property
    def stored_total(self) -> int:
        """Highest sequence number of the outbox, the last one known where it can't be read."""
        try:
            self._stored_total = self._outbox.stored
        except StorageError as error:
            self._note_fault(error)
        return self._stored_total

    def record(self, code: Code, verdict: Verdict) -> ScanEvent | None:
        """Store one scan.

        Returns:
            The event as it is on disk, None where it couldn't be stored.
        """
        self._verdicts[verdict.kind.value] += 1
        monotonic_s = self._clock.monotonic_s()
        at = EventTime(
            boot_id=self._boot_id,
            monotonic_s=monotonic_s,
            wall=self._clock.now(),
            clock_trusted=self._clock.trusted(),
        )
        took_ms = max(monotonic_s - code.captured_at_s, 0.0) * 1000
        try:
            event = self._outbox.append(
                lambda seq: make_event(seq, code, verdict, at, frame_to_verdict_ms=took_ms)
            )
        except StorageError as error:
            self._not_stored += 1
            self._not_counted += 1
            self._note_fault(error)
            self._count_refused()
            return None
        self._note_success()
        self.stored += 1
        self._stored_total = event.seq
        return event

    def close(self) -> None:
        """Close the outbox."""
        self._outbox.close()

    def _note_fault(self, error: StorageError) -> None:
        if error.code != self._fault:
            _log.error("scans aren't stored: %s", error)
            self._fault = error.code

    def _note_success(self) -> None:
        if self._fault:
            _log.warning("scans are stored again; %d of this run weren't", self._not_stored)
            self._fault = ""
            self._count_refused()

    def _count_refused(self) -> None:
        if not self._not_counted:
            return
        try:
            self._outbox.count_refused(self._not_counted)
        except StorageError as error:
            # The same fault as that of the scan, which is in the log; it is counted next time.
            _log.debug("not counted yet: %s", error)
            return
        self._not_counted = 0
