"""The HTTP face of the fleet towards stations: paths and bodies.

Every request but `ENROL` carries `Authorization: Bearer <JWT>`, signed by the station's own key:
ES256, header `kid` = serial number of its certificate in lower-case hexadecimal, claims `iss` =
`sub` = station id, `aud` = `JWT_AUDIENCE`, `iat`, `exp` at most `JWT_LIFETIME_S` later, `jti`.
A look-up answers 200 with `found` or `not_found`; anything else means "could not be asked", since a
404 may come from any proxy on the way.
"""

from typing import Annotated, Literal

from pydantic import Field

from contract.model import Moment, WireModel
from provenance.records import Dossier, Establishment

ENROL = "/station/v1/enrol"
RENEW = "/station/v1/renew"
LOOKUP = "/station/v1/lookup"
ESTABLISHMENT = "/station/v1/establishment"
TRACE = "/station/v1/trace"
ARTIFACT = "/station/v1/artifacts/{sha256}"
UPLOAD = "/station/v1/uploads/{command_id}"

JWT_AUDIENCE = "tramquet-fleet"
JWT_ALGORITHM = "ES256"
JWT_LIFETIME_S = 300
MAX_UPLOAD_BYTES = 4 * 1024 * 1024


class Claim(WireModel):
    """What an operator gives a technician: the right to become one station, once.

    Attributes:
        fleet_url: base address of the fleet's station listener, e.g. `https://fleet:8883`.
        secret: 128 random bits, base32 without padding.
        root_pem: the root certificate to which TLS is pinned from the first byte.
    """

    station: str
    fleet_url: str
    secret: Annotated[str, Field(pattern=r"^[A-Z2-7]{26}$")]
    root_pem: str
    expires_at: Moment


class EnrolRequest(WireModel):
    """A claim's secret and the station's certificate request (PEM, EC P-256)."""

    station: Annotated[str, Field(max_length=40)]
    secret: Annotated[str, Field(max_length=64)]
    csr_pem: Annotated[str, Field(max_length=8192)]


class RenewRequest(WireModel):
    """A new certificate request, proved by the old key through the JWT."""

    csr_pem: Annotated[str, Field(max_length=8192)]


class BrokerAddress(WireModel):
    """Where the station's MQTT broker listens, TLS only."""

    host: str
    port: Annotated[int, Field(ge=1, le=65535)]


class PublisherKey(WireModel):
    """A key that may sign desired states: raw Ed25519 public key, base64url without padding."""

    key_id: str
    public_key: str


class Identity(WireModel):
    """What a station gets for its claim, and with each renewal.

    Attributes:
        name: what people call it, to be shown on its window; empty from a fleet that says none.
        certificate_pem: its certificate, then the issuing CA's.
    """

    station: str
    name: Annotated[str, Field(max_length=200)] = ""
    certificate_pem: str
    root_pem: str
    broker: BrokerAddress
    publisher_keys: tuple[PublisherKey, ...]


class LookupRequest(WireModel):
    """Which goods to look up."""

    gtin: Annotated[str, Field(pattern=r"^[0-9]{14}$")]
    lot: Annotated[str, Field(max_length=20)] | None = None
    serial: Annotated[str, Field(max_length=20)] | None = None


class LookupFound(WireModel):
    """The registry, or another system, knows the goods.

    Attributes:
        fetched_at: when another system said so; absent where it is the registry's word of now.
    """

    kind: Literal["found"] = "found"
    dossier: Dossier
    fetched_at: Moment | None = None


class LookupNotFound(WireModel):
    """Every source was asked, and none knows the goods."""

    kind: Literal["not_found"] = "not_found"
    asked: tuple[str, ...]


LookupAnswer = Annotated[LookupFound | LookupNotFound, Field(discriminator="kind")]


class EstablishmentRequest(WireModel):
    """Which shop, stall or co-operative to look up: by its GLN or the code that it was given."""

    code: Annotated[str, Field(min_length=1, max_length=200)]


class EstablishmentFound(WireModel):
    """The registry knows it."""

    kind: Literal["found"] = "found"
    establishment: Establishment


EstablishmentAnswer = Annotated[EstablishmentFound | LookupNotFound, Field(discriminator="kind")]


class TraceRequest(WireModel):
    """Which code to ask another trace system for; the answer is a `LookupAnswer`.

    Attributes:
        system: its name, as the rules for codes have it.
    """

    system: Annotated[str, Field(min_length=1, max_length=100)]
    code: Annotated[str, Field(min_length=1, max_length=200)]


class Problem(WireModel):
    """An error body (RFC 9457), media type `application/problem+json`.

    Attributes:
        code: stable name of what went wrong.
    """

    title: str
    status: int
    code: str
    detail: str = ""
