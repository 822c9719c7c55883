"""How a connector is described: data that an administrator edits, no code.

Secrets are named here, never held (`fleet.connectors.secret_store`). An address is https, its host
stands in the address itself and never comes from a code, and only hosts of the list are contacted.
"""

from enum import StrEnum
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

from fleet.connectors import paths
from fleet.connectors.targets import FIELDS, LISTS
from fleet.errors import BadInput
from provenance.codes.host_rules import CODE, HostRule

HTTPS_PORT = 443
PLACEHOLDERS = ("gtin", "lot", "serial", "code")
PlainText = Annotated[str, StringConstraints(max_length=200, pattern="^[^\x00]*$")]
SecretName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
HostAndPort = Annotated[
    str, StringConstraints(pattern=r"^([a-z0-9.-]{1,253}|\[[0-9a-f:]{2,39}\])(:[0-9]{1,5})?$")
]
Prefix = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,14}$")]
PathText = Annotated[str, StringConstraints(max_length=paths.LONGEST, pattern="^[^\x00]*$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Credential(_Part):
    """What proves us to the source: the secret with this name, sent in a header.

    Attributes:
        kind: `bearer`, `basic` (the secret is `user:password`), or `header`: the bare secret.
        header: name of the header, for `header` only.
    """

    kind: Literal["bearer", "basic", "header"]
    secret: SecretName
    header: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,39}$")] = (
        "Authorization"
    )


class TraceRule(_Part):
    """An address by which codes of this system are known; see `provenance.codes.host_rules`.

    Attributes:
        host: of the address; `*.` in front stands for every host below it.
        path: of the address; `{code}` is one segment of it.
    """

    host: Annotated[str, StringConstraints(max_length=253)]
    path: Annotated[str, StringConstraints(max_length=200)]

    def of(self, system: str) -> HostRule:
        """Give the rule by which codes are read.

        Raises:
            BadRecord: it isn't one.
        """
        return HostRule(host=self.host, path=self.path, system=system)

    @model_validator(mode="after")
    def _readable(self) -> Self:
        self.of("system")
        if CODE not in self.path.split("/"):
            message = "{code} has to be one whole segment"
            raise ValueError(message)
        return self


class _Common(_Part):
    """What every kind of connector has.

    Attributes:
        hosts: hosts that may be contacted, `host` or `host:port`; the address's own is one.
        ca_pem: certificates of the only CA to be trusted; empty for the system's.
        gtin_prefixes: GTINs (14 digits) of which it may know; none for all.
        not_found_status: answers that mean "not known"; none unless its operator says so, since a
            404 may come from any proxy on the way.
        fresh_s: for how long an answer is used without asking again.
        not_found_s: the same for "not known".
        keep_s: for how long an answer may stand in while the source can't be asked.
    """

    hosts: Annotated[tuple[HostAndPort, ...], Field(max_length=10)] = ()
    ca_pem: Annotated[str, StringConstraints(max_length=16384)] = ""
    credential: Credential | None = None
    timeout_s: Annotated[float, Field(ge=0.1, le=10)] = 2.0
    max_bytes: Annotated[int, Field(ge=1024, le=4 * 1024 * 1024)] = 512 * 1024
    gtin_prefixes: Annotated[tuple[Prefix, ...], Field(max_length=100)] = ()
    not_found_status: Annotated[tuple[Literal[204, 404, 410], ...], Field(max_length=3)] = ()
    trace: Annotated[tuple[TraceRule, ...], Field(max_length=20)] = ()
    fresh_s: Annotated[int, Field(ge=0, le=30 * 86400)] = 3600
    not_found_s: Annotated[int, Field(ge=0, le=86400)] = 300
    keep_s: Annotated[int, Field(ge=0, le=366 * 86400)] = 30 * 86400


class DateForm(StrEnum):
    """How a source writes days and moments."""

    ISO = "iso"
    DAY_MONTH_YEAR = "day_month_year"
    """`31/12/2026`, or with `-` or `.`; may be followed by a time of Vietnam."""
    YEAR_MONTH_DAY = "year_month_day"
    """`20261231`."""
    EPOCH_S = "epoch_s"
    EPOCH_MS = "epoch_ms"


class FieldRule(_Part):
    """Where one field of a record comes from.

    Attributes:
        path: place in the document.
        constant: the value itself, in place of a path.
        values: what the source's words mean here; a word that isn't among them is an error.
        form: how a date is written.
    """

    path: PathText = ""
    constant: PlainText = ""
    values: Annotated[dict[PlainText, PlainText], Field(max_length=100)] = {}
    form: DateForm = DateForm.ISO

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if bool(self.path) == bool(self.constant):
            message = "either a path or a constant is needed"
            raise ValueError(message)
        return self._readable()

    def _readable(self) -> Self:
        _check_path(self.path)
        return self


class ListRule(_Part):
    """Where the records of a list come from, and their fields, whose paths count from each."""

    each: PathText
    fields: Annotated[dict[PlainText, FieldRule], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _readable(self) -> Self:
        _check_path(self.each)
        return self


class Condition(_Part):
    """Whether a document says something: the value at a path is one of these, as text.

    Attributes:
        equals: the values as text, `null` for nothing, `true` and `false`.
    """

    path: PathText
    equals: Annotated[tuple[PlainText, ...], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _readable(self) -> Self:
        _check_path(self.path)
        return self


def _check_path(text: str) -> None:
    try:
        paths.parse(text)
    except BadInput as error:
        raise ValueError(str(error)) from error


class JsonAdaptor(_Common):
    """A source that answers with JSON of its own.

    Attributes:
        url: with `{gtin}`, `{lot}`, `{serial}`, `{code}`, which are percent-encoded.
        not_found: what its "not known" looks like.
        found: what an answer must say to count as one.
    """

    kind: Literal["json"] = "json"
    url: PlainText
    fields: Annotated[dict[PlainText, FieldRule], Field(min_length=1, max_length=60)]
    lists: Annotated[dict[PlainText, ListRule], Field(max_length=10)] = {}
    not_found: Condition | None = None
    found: Condition | None = None

    @model_validator(mode="after")
    def _address(self) -> Self:
        check_address(self.url, self.hosts)
        return self

    @model_validator(mode="after")
    def _targets(self) -> Self:
        wrong = [*(self.fields.keys() - FIELDS), *(self.lists.keys() - LISTS.keys())]
        for name, rule in self.lists.items():
            wrong += [f"{name}.{one}" for one in rule.fields.keys() - LISTS.get(name, frozenset())]
        if wrong:
            message = f"there is no field {min(wrong)}"
            raise ValueError(message)
        return self


class Gs1Resolver(_Common):
    """A GS1-Conformant Resolver, asked for its linkset.

    Attributes:
        url: base address, such as `https://id.gs1.org`.
        master_data: whether a link to master data on one of `hosts` is followed.
    """

    kind: Literal["gs1_resolver"] = "gs1_resolver"
    url: PlainText
    master_data: bool = True

    @model_validator(mode="after")
    def _address(self) -> Self:
        check_address(self.url, self.hosts, allowed=())
        return self


class EpcisQuery(_Common):
    """An EPCIS 2.0 repository, asked for the events of goods.

    Attributes:
        url: of its query interface, to which `/events` is added.
        most_events: how many events are read.
    """

    kind: Literal["epcis"] = "epcis"
    url: PlainText
    most_events: Annotated[int, Field(ge=1, le=200)] = 50

    @model_validator(mode="after")
    def _address(self) -> Self:
        check_address(self.url, self.hosts, allowed=())
        return self


Config = Annotated[JsonAdaptor | Gs1Resolver | EpcisQuery, Field(discriminator="kind")]
CONFIG: TypeAdapter[Config] = TypeAdapter(Config)


def origin_of(url: str) -> str:
    """Give `host` or `host:port` of an address, as the list of hosts names it.

    Raises:
        ValueError: it isn't https, or names a user.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc:
        message = "an address begins with https:// and a host, without a user"
        raise ValueError(message)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = parts.port or HTTPS_PORT
    return host if port == HTTPS_PORT else f"{host}:{port}"


def check_address(
    url: str, hosts: tuple[str, ...], allowed: tuple[str, ...] = PLACEHOLDERS
) -> None:
    """Make sure that an address names its host itself, and uses known placeholders only.

    Raises:
        ValueError: what is wrong with it.
    """
    origin = origin_of(url)
    if "{" in origin or origin not in (hosts or (origin,)):
        message = f"the host {origin} has to be one of hosts"
        raise ValueError(message)
    if not url.isascii() or any(character.isspace() for character in url):
        message = "an address has ASCII characters only, and no spaces"
        raise ValueError(message)
    for name in placeholders(url):
        if name not in allowed:
            message = f"{{{name}}} is not known here"
            raise ValueError(message)


def placeholders(template: str) -> tuple[str, ...]:
    """Name the placeholders of an address, in their order.

    Raises:
        ValueError: a brace without its other half.
    """
    first, *pieces = template.split("{")
    names = []
    for piece in pieces:
        name, closed, rest = piece.partition("}")
        if not closed or "}" in rest:
            message = "a brace has no other half"
            raise ValueError(message)
        names.append(name)
    if "}" in first:
        message = "a brace has no other half"
        raise ValueError(message)
    return tuple(names)
