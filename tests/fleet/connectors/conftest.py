"""Fixtures of the connectors' tests: a portal on loopback, and a fetcher that may reach it."""

import ipaddress
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fleet.clock import SystemClock
from fleet.connectors.config import JsonAdaptor
from fleet.connectors.fetch import Fetched, Fetcher
from fleet.connectors.secret_store import Secrets
from tests.support.certificates import Authority
from tests.support.portal import Portal

LOOPBACK = [ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128")]


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def portal(authority: Authority) -> Iterator[Portal]:
    """Return a portal that answers 404 with a page until it is told more."""
    with Portal(authority) as portal:
        yield portal


@pytest.fixture
def secrets(tmp_path: Path) -> Secrets:
    return Secrets(folder=tmp_path / "secrets", environ={"TRAMQUET_SECRET_CITY_PORTAL": "s3cret"})


@pytest.fixture
def fetcher(secrets: Secrets) -> Fetcher:
    return Fetcher(SystemClock(), secrets, networks=LOOPBACK)


def config_for(portal: Portal, path: str = "/goods/{gtin}", /, **more: object) -> JsonAdaptor:
    """Describe a source at a portal that tells a product's name."""
    values: dict[str, object] = {
        "url": portal.url + path,
        "hosts": (portal.origin,),
        "ca_pem": portal.ca_pem,
        "timeout_s": 5,
        "fields": {"item.name.vi": {"path": "name"}},
    }
    return JsonAdaptor.model_validate(values | more)


Get = Callable[..., Fetched]


@pytest.fixture
def get(portal: Portal, fetcher: Fetcher) -> Get:
    """Return a function that fetches `/goods` of the portal."""

    def fetch(path: str = "/goods", timeout_s: float = 5, /, **more: object) -> Fetched:
        config = config_for(portal, **more)
        end_s = SystemClock().monotonic_s() + timeout_s
        return fetcher.get(config, portal.url + path, end_s)

    return fetch
