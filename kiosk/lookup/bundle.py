"""The bundle as a source of answers: what the fleet laid down before the network went."""

from kiosk.bundle.reader import BundleReader, Kept, KeptPlace
from kiosk.errors import StorageError
from provenance.answer import AnyAnswer, Found, FoundEstablishment, Unavailable, Via
from provenance.keys import EstablishmentKey, ItemKey, LookupKey, TraceKey


class BundleLookup:
    """Asks the bundle; what it doesn't hold is `Unavailable`, never `NotFound`."""

    def __init__(self, reader: BundleReader) -> None:
        self._reader = reader

    def ask(self, key: LookupKey, deadline_s: float) -> AnyAnswer:  # noqa: ARG002 - the port has it
        """Give what the bundle holds, else `bundle.empty` or `bundle.unreadable`."""
        try:
            kept = self._find(key)
        except StorageError as error:
            return Unavailable(reason=error.code)
        match kept:
            case None:
                return Unavailable(reason="bundle.empty")
            case Kept(dossier=dossier, made_at=made_at):
                return Found(dossier=dossier, via=Via.BUNDLE, fetched_at=made_at)
            case KeptPlace(establishment=place, made_at=made_at):
                return FoundEstablishment(establishment=place, via=Via.BUNDLE, fetched_at=made_at)

    def close(self) -> None:
        """Nothing is held open."""

    def _find(self, key: LookupKey) -> Kept | KeptPlace | None:
        match key:
            case EstablishmentKey():
                return self._reader.find_establishment(key)
            case TraceKey():
                return self._reader.find_answer(key)
            case ItemKey():
                # As at the gateway: who is asked besides says what the registry doesn't know.
                return self._reader.find(key) or self._reader.find_answer(key)
