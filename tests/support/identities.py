"""A station's identity on the disk, as enrolment leaves it."""

import base64
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.gateway import BrokerAddress, PublisherKey
from kiosk.identity import store
from kiosk.identity.store import IdentityDocument, StationIdentity
from tests.support.certificates import Authority, Issued

KEY_ID = "publisher-1"


def publisher_key(key: Ed25519PrivateKey, key_id: str = KEY_ID) -> PublisherKey:
    """Describe a publisher's key as a station is told of it."""
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return PublisherKey(
        key_id=key_id, public_key=base64.urlsafe_b64encode(raw).decode().rstrip("=")
    )


def write_identity(
    folder: Path,
    authority: Authority,
    *,
    station: str = "cho-mo-1",
    name: str = "",
    port: int = 1,
    issued: Issued | None = None,
    publisher: Ed25519PrivateKey | None = None,
) -> StationIdentity:
    """Write an identity whose fleet and broker are on this machine, and load it."""
    issued = issued or authority.client(station)
    publisher = publisher or Ed25519PrivateKey.generate()
    issue = folder / "000001"
    issue.mkdir(parents=True)
    document = IdentityDocument(
        station=station,
        name=name,
        fleet_url="https://fleet.example",
        broker=BrokerAddress(host="127.0.0.1", port=port),
        publisher_keys=(publisher_key(publisher),),
    )
    (issue / store.IDENTITY).write_text(document.model_dump_json())
    (issue / store.KEY).write_text(issued.key_pem)
    (issue / store.CERTIFICATE).write_text(issued.pem + authority.issuer.pem)
    (issue / store.ROOT).write_text(authority.root.pem)
    (folder / store.CURRENT).symlink_to(issue.name)
    return store.load(folder)
