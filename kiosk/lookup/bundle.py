"""The bundle as a source of answers: what the fleet laid down before the network went."""

from kiosk.bundle.reader import BundleReader
from kiosk.errors import StorageError
from provenance.answer import Answer, Found, Unavailable, Via
from provenance.keys import ItemKey


class BundleLookup:
    """Asks the bundle; what it doesn't hold is `Unavailable`, never `NotFound`."""

    def __init__(self, reader: BundleReader) -> None:
        self._reader = reader

    def ask(self, key: ItemKey, deadline_s: float) -> Answer:  # noqa: ARG002 - the port has it
        """Give what the bundle holds, else `bundle.empty` or `bundle.unreadable`."""
        try:
            kept = self._reader.find(key)
        except StorageError as error:
            return Unavailable(reason=error.code)
        if kept is None:
            return Unavailable(reason="bundle.empty")
        return Found(dossier=kept.dossier, via=Via.BUNDLE, fetched_at=kept.made_at)

    def close(self) -> None:
        """Nothing is held open."""
