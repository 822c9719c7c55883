"""What the publisher signs for stations: Ed25519 (RFC 8032) over a domain and a JSON text.

The domain says what kind of text it is, so that one can't be passed off as the other.
"""

import base64
import binascii
from collections.abc import Iterable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from contract.errors import NotAuthentic
from contract.gateway import PublisherKey
from contract.messages import SignedMessage

DESIRED_DOMAIN = b"tramquet/desired/1\n"
BUNDLE_DOMAIN = b"tramquet/bundle/1\n"


def signed_bytes(domain: bytes, body: str) -> bytes:
    """Give the bytes that the publisher signs for a message's body."""
    return domain + body.encode()


def check_signature(message: SignedMessage, domain: bytes, keys: Iterable[PublisherKey]) -> None:
    """Make sure that one of the publisher's keys signed a message's body.

    Raises:
        NotAuthentic: `key_unknown`, `signature`.
    """
    key = next((key for key in keys if key.key_id == message.key_id), None)
    if key is None:
        raise NotAuthentic("key_unknown", detail=message.key_id)
    try:
        public = Ed25519PublicKey.from_public_bytes(_from_base64url(key.public_key))
        public.verify(_from_base64url(message.signature), signed_bytes(domain, message.body))
    except (InvalidSignature, ValueError) as error:
        raise NotAuthentic("signature", detail=f"key {message.key_id}") from error


def _from_base64url(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        message = "not base64url"
        raise ValueError(message) from error
