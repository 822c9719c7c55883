"""The station listener over both databases, and stations that are enrolled at it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import jwt
import pytest
from cryptography import x509
from starlette.testclient import TestClient

from contract.gateway import JWT_AUDIENCE
from fleet.api.lookup_answers import Answers
from fleet.api.station_app import StationParts, build_station_app
from fleet.commands.uploads import uploads_in
from fleet.connectors.ask import Connectors
from fleet.content.assets import assets_in, bundle_assets_in
from fleet.db.engine import Database
from fleet.pki.authority import serial_text
from fleet.registry.lookup import Lookup
from fleet.stations.enrolment import Enrolment
from fleet.stations.tokens import Tokens
from tests.fleet.stations.conftest import Enrolled, enrol, enrolment, pki, stations
from tests.support.fleet_clock import SetClock

__all__ = ["enrol", "enrolment", "pki", "stations"]


@pytest.fixture
def parts(
    database: Database,
    clock: SetClock,
    enrolment: Enrolment,
    data_dir: Path,
    connectors: Connectors,
) -> StationParts:
    answers = Answers(lookup=Lookup(database, clock), connectors=connectors, deadline_s=2)
    return StationParts(
        database=database,
        clock=clock,
        tokens=Tokens(database, clock),
        enrolment=enrolment,
        answers=answers,
        assets=(assets_in(data_dir), bundle_assets_in(data_dir)),
        uploads=uploads_in(data_dir),
    )


@pytest.fixture
def anybody(parts: StationParts) -> Iterator[TestClient]:
    app = build_station_app(parts)
    with TestClient(app, base_url="https://fleet.example", raise_server_exceptions=False) as client:
        yield client


Bearer = Callable[[Enrolled], dict[str, str]]


@pytest.fixture
def bearer(clock: SetClock) -> Bearer:
    """Return a function that gives the headers with which a station proves itself."""

    def headers(enrolled: Enrolled) -> dict[str, str]:
        pem = enrolled.identity.certificate_pem.encode()
        kid = serial_text(x509.load_pem_x509_certificate(pem))
        station = enrolled.identity.station
        claims = {
            "iss": station,
            "sub": station,
            "aud": JWT_AUDIENCE,
            "iat": clock.now(),
            "exp": clock.now() + timedelta(minutes=5),
            "jti": uuid4().hex,
        }
        token = jwt.encode(claims, enrolled.key, algorithm="ES256", headers={"kid": kid})
        return {"Authorization": f"Bearer {token}"}

    return headers
