"""The identity of this station, as it lies on the disk.

```
identity/
  000001/     one issue of the certificate: key.pem, station.pem, root.pem, identity.json
  current     link to the issue in force, replaced in one step
  pending/    the key of a request that hasn't been answered yet
```
Key and certificate change together, since both hang on one link. `enrol.py` and `renew.py` write
them, here they are read.
"""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from contract.errors import BadName
from contract.gateway import BrokerAddress, PublisherKey
from contract.model import WireModel
from contract.names import StationId, parse_station_id
from kiosk.errors import EnrolmentError

CURRENT = "current"
PENDING = "pending"
KEY = "key.pem"
CERTIFICATE = "station.pem"
ROOT = "root.pem"
IDENTITY = "identity.json"


class IdentityDocument(WireModel):
    """What identity.json holds: all but key and certificates."""

    station: str
    name: str = ""
    fleet_url: str
    broker: BrokerAddress
    publisher_keys: tuple[PublisherKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StationIdentity:
    """Who this station is, and where its fleet is.

    Attributes:
        name: what people call this station, empty where the fleet has said none.
        fleet_url: base address of the fleet's station listener.
        key_path, certificate_path, root_path: PEM files below the link `current`, so that they
            name the newest issue also after a renewal.
        publisher_keys: keys that may sign desired states.
    """

    station: StationId
    fleet_url: str
    broker: BrokerAddress
    key_path: Path
    certificate_path: Path
    root_path: Path
    publisher_keys: tuple[PublisherKey, ...]
    name: str = ""


def load(folder: Path) -> StationIdentity:
    """Read the identity of this station.

    Args:
        folder: `DataPaths.identity`.

    Raises:
        EnrolmentError: `identity.missing` before enrolment, `identity.unreadable`.
    """
    current = folder / CURRENT
    if not current.is_symlink():
        raise EnrolmentError("identity.missing", path=str(folder))
    try:
        document = IdentityDocument.model_validate_json((current / IDENTITY).read_bytes())
        station = parse_station_id(document.station)
        for name in (KEY, CERTIFICATE, ROOT):
            (current / name).open("rb").close()
    except (OSError, ValidationError, BadName) as error:
        raise EnrolmentError(
            "identity.unreadable", path=str(current), detail=str(error)[:300]
        ) from error
    return StationIdentity(
        station=station,
        fleet_url=document.fleet_url,
        broker=document.broker,
        key_path=current / KEY,
        certificate_path=current / CERTIFICATE,
        root_path=current / ROOT,
        publisher_keys=document.publisher_keys,
        name=document.name,
    )
