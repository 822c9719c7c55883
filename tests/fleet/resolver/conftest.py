"""Fixtures of the resolver's tests: the public listener over a registry, on both databases."""

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from fleet.api.resolver_app import ResolverParts, build_resolver_app
from fleet.db.engine import Database
from fleet.registry.lookup import Lookup
from fleet.registry.service import import_file
from tests.support.fleet_clock import SetClock
from tests.support.registry import document

ROOT = "https://tq.example"


@pytest.fixture
def resolver(database: Database, clock: SetClock) -> Iterator[TestClient]:
    """Return a client that follows no redirect."""
    content = document()
    content["trade_items"][0]["brand"] = '<script>alert("1")</script>'
    import_file(database, clock, json.dumps(content).encode(), by="test")
    parts = ResolverParts(lookup=Lookup(database, clock), clock=clock, root=ROOT)
    app = build_resolver_app(parts)
    with TestClient(app, base_url=ROOT, follow_redirects=False) as client:
        yield client
