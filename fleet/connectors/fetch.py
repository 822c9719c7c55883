"""Fetching JSON from another system that may be slow, wrong or hostile.

https to hosts of a list only; at most three redirects, none off the list and none twice; a body is
counted while it comes, and never unpacked: compression isn't asked for, and refused when it comes
all the same. The secret goes to the address's own host and no further. Every way to fail has a
reason of its own, and none of them means that the goods aren't known.
"""

import base64
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpcore2

from fleet.clock import Clock
from fleet.connectors.config import Credential, EpcisQuery, Gs1Resolver, JsonAdaptor, origin_of
from fleet.connectors.documents import read_json
from fleet.connectors.network import Backend, Deadline, Network, Resolve, resolve
from fleet.connectors.port import Reason, SourceFailed
from fleet.connectors.secret_store import Secrets

MOST_REDIRECTS = 3
MOST_CONTEXTS = 100
LONGEST_URL = 2000
LONGEST_WAIT_S = 3600.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BY_STATUS = {
    401: Reason.REFUSED,
    403: Reason.REFUSED,
    404: Reason.NOT_THERE,
    407: Reason.REFUSED,
    410: Reason.NOT_THERE,
    429: Reason.BUSY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a source sent.

    Attributes:
        document: its JSON, None where its status alone says "not known".
        changed_at: by its own `Last-Modified`.
    """

    document: object
    not_known: bool = False
    changed_at: datetime | None = None


class Fetcher:
    """Fetches for all connectors; may be shared by threads.

    Args:
        networks: that may be contacted although they aren't public.
        resolve_name: gives the addresses of a name.
    """

    def __init__(
        self,
        clock: Clock,
        secrets: Secrets,
        *,
        networks: Sequence[Network] = (),
        resolve_name: Resolve = resolve,
    ) -> None:
        self._clock = clock
        self._secrets = secrets
        self._networks = networks
        self._resolve = resolve_name
        self._contexts: dict[str, ssl.SSLContext] = {}

    def get(
        self,
        config: JsonAdaptor | Gs1Resolver | EpcisQuery,
        url: str,
        end_s: float,
        *,
        accept: str = "application/json",
    ) -> Fetched:
        """Fetch a document as a connector's configuration allows; blocks until `end_s` at most.

        Raises:
            SourceFailed: it could not be fetched.
        """
        hosts = config.hosts or (origin_of(config.url),)
        deadline = Deadline(end_s, self._clock.monotonic_s)
        context = self._tls(config.ca_pem)
        wanted = {"Accept": accept, "Accept-Encoding": "identity", "User-Agent": "tramquet"}
        seen: list[str] = []
        while True:
            origin = _allowed_origin(url, hosts)
            if url in seen or len(seen) > MOST_REDIRECTS:
                raise SourceFailed(Reason.REDIRECTS, url)
            seen.append(url)
            headers = {"Host": origin, **wanted}
            if origin == origin_of(config.url):
                headers |= self._proof(config.credential)
            backend = Backend(deadline, self._resolve, self._networks)
            with _as_reasons(), _asking(context, backend, url, headers) as response:
                if response.status in REDIRECTS:
                    url = _next(url, response)
                    continue
                return _fetched(response, config.not_found_status, config.max_bytes)

    def _tls(self, ca_pem: str) -> ssl.SSLContext:
        """Give what checks certificates; reading the system's list takes some 20 ms each time."""
        context = self._contexts.get(ca_pem)
        if context is None:
            if len(self._contexts) >= MOST_CONTEXTS:
                self._contexts.clear()
            context = self._contexts[ca_pem] = _tls(ca_pem)
        return context

    def _proof(self, credential: Credential | None) -> dict[str, str]:
        if credential is None:
            return {}
        secret = self._secrets.find(credential.secret)
        match credential.kind:
            case "bearer":
                return {"Authorization": f"Bearer {secret}"}
            case "basic":
                packed = base64.b64encode(secret.encode()).decode()
                return {"Authorization": f"Basic {packed}"}
            case "header":
                return {credential.header: secret}


def _tls(ca_pem: str) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cadata=ca_pem or None)
    except ssl.SSLError as error:
        raise SourceFailed(Reason.CONFIGURATION, f"ca_pem: {error}") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@contextmanager
def _asking(
    context: ssl.SSLContext, backend: Backend, url: str, headers: Mapping[str, str]
) -> Iterator[httpcore2.Response]:
    with (
        httpcore2.ConnectionPool(
            ssl_context=context, max_connections=1, network_backend=backend
        ) as pool,
        pool.stream("GET", url, headers=list(headers.items())) as response,
    ):
        yield response


def _allowed_origin(url: str, hosts: Sequence[str]) -> str:
    try:
        origin = origin_of(url)
    except ValueError as error:
        raise SourceFailed(Reason.HOST, url) from error
    if origin not in hosts:
        raise SourceFailed(Reason.HOST, origin)
    return origin


def _next(url: str, response: httpcore2.Response) -> str:
    location = _header(response, b"location")
    if not location or not location.isascii() or len(location) > LONGEST_URL:
        raise SourceFailed(Reason.REDIRECTS, "without a usable location")
    try:
        target = urlsplit(urljoin(url, location))._replace(fragment="").geturl()
    except ValueError as error:
        raise SourceFailed(Reason.REDIRECTS, location[:100]) from error
    if any(character <= " " or character == "\x7f" for character in target):
        raise SourceFailed(Reason.REDIRECTS, "without a usable location")
    return target


def _fetched(response: httpcore2.Response, not_found: Sequence[int], most_bytes: int) -> Fetched:
    status = response.status
    if status in not_found:
        return Fetched(document=None, not_known=True)
    if status != 200:
        reason = _BY_STATUS.get(status, Reason.SERVER if status >= 500 else Reason.STATUS)
        wait_s = _retry_after_s(_header(response, b"retry-after"))
        raise SourceFailed(reason, f"status {status}", wait_s)
    media_type = _header(response, b"content-type").partition(";")[0].strip().lower()
    if media_type != "application/json" and not media_type.endswith("+json"):
        raise SourceFailed(Reason.NOT_JSON, media_type)
    if _header(response, b"content-encoding").strip().lower() not in {"", "identity"}:
        raise SourceFailed(Reason.ENCODED, _header(response, b"content-encoding"))
    document = read_json(_body(response, most_bytes))
    return Fetched(document=document, changed_at=_moment(_header(response, b"last-modified")))


def _body(response: httpcore2.Response, most_bytes: int) -> bytes:
    announced = _header(response, b"content-length")
    if announced.isdigit() and (len(announced) > 12 or int(announced) > most_bytes):
        raise SourceFailed(Reason.TOO_LONG, f"{announced[:20]} bytes")
    body = bytearray()
    for chunk in response.iter_stream():
        body += chunk
        if len(body) > most_bytes:
            raise SourceFailed(Reason.TOO_LONG, f"more than {most_bytes} bytes")
    return bytes(body)


def _header(response: httpcore2.Response, name: bytes) -> str:
    found = next((value for key, value in response.headers if key.lower() == name), b"")
    return found.decode("latin-1")


def _retry_after_s(text: str) -> float | None:
    """Read `Retry-After` in seconds; a date isn't worth trusting their clock."""
    text = text.strip()
    if not (text.isascii() and text.isdigit()):
        return None
    return LONGEST_WAIT_S if len(text) > 6 else min(float(text), LONGEST_WAIT_S)


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


@contextmanager
def _as_reasons() -> Iterator[None]:
    """Give what goes wrong on the way its reason."""
    try:
        yield
    except httpcore2.TimeoutException as error:
        raise SourceFailed(Reason.TIMEOUT, str(error)) from error
    except httpcore2.ConnectError as error:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, ssl.SSLError):
            cause = cause.__cause__ or cause.__context__
        reason = Reason.UNREACHABLE if cause is None else Reason.NOT_TRUSTED
        raise SourceFailed(reason, str(error)) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise SourceFailed(Reason.BROKEN, str(error)) from error
