"""The station listener: each path does its work for enrolled stations, and for nobody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from contract import gateway
from contract.gateway import EstablishmentFound, Identity, LookupFound, LookupNotFound, Problem
from contract.names import StationId
from fleet.api.station_app import StationParts, build_station_app
from fleet.commands.models import CommandName
from fleet.commands.screenshots import latest_screenshot
from fleet.commands.service import Order, give_one
from fleet.db.engine import Database
from fleet.pki import authority
from fleet.registry.lookup import Lookup
from fleet.registry.service import import_file
from fleet.stations.service import Stations
from tests.fleet.station_api.conftest import Bearer
from tests.fleet.stations.conftest import HOM, Enrolled
from tests.support import pki as requests
from tests.support.fleet_clock import SetClock
from tests.support.registry import GTIN, as_bytes, document

Enrol = Callable[[str], Enrolled]
PNG = b"\x89PNG\r\n\x1a\n" + b"picture"
SHA256 = "0" * 64
GUARDED = [
    ("POST", gateway.RENEW),
    ("POST", gateway.LOOKUP),
    ("POST", gateway.ESTABLISHMENT),
    ("POST", gateway.TRACE),
    ("GET", gateway.ARTIFACT.format(sha256=SHA256)),
    ("PUT", gateway.UPLOAD.format(command_id=uuid4())),
]


def test_no_route_but_enrolment_is_open(parts: StationParts) -> None:
    found = {getattr(route, "path", "") for route in build_station_app(parts).routes}

    assert found == {
        gateway.ENROL,
        gateway.RENEW,
        gateway.LOOKUP,
        gateway.ESTABLISHMENT,
        gateway.TRACE,
        gateway.ARTIFACT,
        gateway.UPLOAD,
    }


@pytest.mark.parametrize(
    ("method", "path"),
    GUARDED,
    ids=["renew", "lookup", "establishment", "trace", "artifact", "upload"],
)
@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "token.missing"),
        ("Basic YTpi", "token.missing"),
        ("Bearer", "token.missing"),
        ("Bearer a.b.c", "token.malformed"),
    ],
)
def test_nobody_gets_in_without_a_token(
    anybody: TestClient, method: str, path: str, header: str, code: str
) -> None:
    answer = anybody.request(method, path, headers={"Authorization": header}, json={})

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert Problem.model_validate_json(answer.content).code == code


def test_a_claim_becomes_an_identity(anybody: TestClient, stations: Stations) -> None:
    stations.add("hom-1", HOM, by="an")
    secret = stations.claim("hom-1", by="an").secret
    csr = requests.csr(authority.new_key())
    body = {"station": "hom-1", "secret": secret, "csr_pem": csr}

    first = anybody.post(gateway.ENROL, json=body)
    again = anybody.post(gateway.ENROL, json=body)

    assert Identity.model_validate_json(first.content).station == "hom-1"
    assert (again.status_code, again.json()["code"]) == (403, "enrolment.claim_used")


def test_guessing_claims_is_answered_with_a_time_to_wait(anybody: TestClient) -> None:
    csr = requests.csr(authority.new_key())
    body = {"station": "hom-1", "secret": "A" * 26, "csr_pem": csr}
    answers = [anybody.post(gateway.ENROL, json=body) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [403] * 10 + [429]
    assert answers[-1].headers["retry-after"] == "1"


def test_renewing(anybody: TestClient, enrol: Enrol, bearer: Bearer) -> None:
    enrolled = enrol("hom-1")
    body = {"csr_pem": requests.csr(authority.new_key(), "hom-2")}
    answer = anybody.post(gateway.RENEW, json=body, headers=bearer(enrolled))

    assert Identity.model_validate_json(answer.content).station == "hom-1"


def test_a_lookup_finds(
    anybody: TestClient, parts: StationParts, enrol: Enrol, bearer: Bearer, clock: SetClock
) -> None:
    import_file(parts.database, clock, as_bytes(document()), by="test")
    body = {"gtin": GTIN, "serial": "S1"}
    answer = anybody.post(gateway.LOOKUP, json=body, headers=bearer(enrol("hom-1")))

    found = LookupFound.model_validate_json(answer.content)
    assert found.dossier.lot is not None
    assert found.dossier.lot.lot == "L1"


def test_an_establishment_is_found_or_not(
    anybody: TestClient, parts: StationParts, enrol: Enrol, bearer: Bearer, clock: SetClock
) -> None:
    import_file(parts.database, clock, as_bytes(document()), by="test")
    headers = bearer(enrol("hom-1"))
    answer = anybody.post(gateway.ESTABLISHMENT, json={"code": "HN-0001"}, headers=headers)
    found = EstablishmentFound.model_validate_json(answer.content).establishment
    assert found.party.party_id == "htx-a"

    answer = anybody.post(gateway.ESTABLISHMENT, json={"code": "8930000000002"}, headers=headers)
    assert LookupNotFound.model_validate_json(answer.content).asked == ("Sổ minh họa",)


@pytest.mark.parametrize("body", [{}, {"code": ""}, {"code": "x" * 201}, {"code": "a\x00"}])
def test_a_bad_question_about_an_establishment_is_refused(
    anybody: TestClient, enrol: Enrol, bearer: Bearer, body: dict[str, str]
) -> None:
    answer = anybody.post(gateway.ESTABLISHMENT, json=body, headers=bearer(enrol("hom-1")))
    assert answer.status_code == 422


@pytest.mark.parametrize("gtin", ["08930000000033", "08930000000039"])
def test_a_lookup_that_finds_nothing_is_an_answer(
    anybody: TestClient,
    parts: StationParts,
    enrol: Enrol,
    bearer: Bearer,
    clock: SetClock,
    gtin: str,
) -> None:
    import_file(parts.database, clock, as_bytes(document()), by="test")
    answer = anybody.post(gateway.LOOKUP, json={"gtin": gtin}, headers=bearer(enrol("hom-1")))

    assert answer.status_code == 200
    assert LookupNotFound.model_validate_json(answer.content).asked == ("Sổ minh họa",)


@pytest.mark.parametrize(
    "body", [{}, {"gtin": "1"}, {"gtin": GTIN, "lot": "x" * 21}, {"gtin": GTIN, "lot": "a\x00"}]
)
def test_a_bad_lookup_is_refused(
    anybody: TestClient, enrol: Enrol, bearer: Bearer, body: dict[str, str]
) -> None:
    answer = anybody.post(gateway.LOOKUP, json=body, headers=bearer(enrol("hom-1")))

    assert answer.status_code == 422


def test_a_lookup_without_a_database_is_no_answer(
    parts: StationParts, enrol: Enrol, bearer: Bearer, tmp_path: Path, clock: SetClock
) -> None:
    headers = bearer(enrol("hom-1"))
    gone = Database(f"sqlite:///{tmp_path / 'nowhere' / 'gone.sqlite3'}")
    without = replace(parts.answers, lookup=Lookup(gone, clock))
    app = build_station_app(replace(parts, answers=without))
    with TestClient(app) as client:
        answer = client.post(gateway.LOOKUP, json={"gtin": GTIN}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (503, "database.unavailable")
    assert str(tmp_path) not in answer.text


def test_an_artifact_is_sent_by_its_hash(
    anybody: TestClient, parts: StationParts, enrol: Enrol, bearer: Bearer
) -> None:
    headers = bearer(enrol("hom-1"))
    for assets, content in zip(parts.assets, (b"slide", b"chunk"), strict=True):
        artifact = assets.add(content)
        answer = anybody.get(gateway.ARTIFACT.format(sha256=artifact.sha256), headers=headers)

        assert answer.content == content
        assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("name", [SHA256, "..%2f..%2ffleet.sqlite3", "A" * 64, "x"])
def test_no_other_file_is_sent(
    anybody: TestClient, enrol: Enrol, bearer: Bearer, name: str
) -> None:
    answer = anybody.get(gateway.ARTIFACT.format(sha256=name), headers=bearer(enrol("hom-1")))

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def ask_for_screenshot(parts: StationParts, station: str) -> UUID:
    with parts.database.write() as session:
        order = Order(name=CommandName.SCREENSHOT)
        command = give_one(session, StationId(station), order, by="an", now=parts.clock.now())
        return command.id


def upload(client: TestClient, command_id: UUID, content: bytes, headers: dict[str, str]) -> int:
    path = gateway.UPLOAD.format(command_id=command_id)
    return client.put(path, content=content, headers=headers).status_code


def test_a_screenshot_is_kept(
    anybody: TestClient, parts: StationParts, enrol: Enrol, bearer: Bearer
) -> None:
    headers = bearer(enrol("hom-1"))
    command_id = ask_for_screenshot(parts, "hom-1")

    assert upload(anybody, command_id, PNG, headers) == 204
    with parts.database.read() as session:
        latest = latest_screenshot(session, StationId("hom-1"))
        assert latest is not None
        assert latest.upload is not None
        assert parts.uploads.path(latest.upload).read_bytes() == PNG


def test_a_bad_upload_is_refused(
    anybody: TestClient, parts: StationParts, enrol: Enrol, bearer: Bearer, clock: SetClock
) -> None:
    one, two = enrol("hom-1"), enrol("hom-2")
    command_id = ask_for_screenshot(parts, "hom-1")

    assert upload(anybody, command_id, b"GIF89a", bearer(one)) == 422
    assert upload(anybody, command_id, PNG, bearer(two)) == 404
    assert upload(anybody, uuid4(), PNG, bearer(one)) == 404
    too_long = PNG + bytes(gateway.MAX_UPLOAD_BYTES)
    assert upload(anybody, command_id, too_long, bearer(one)) == 413
    clock.advance(timedelta(days=1))
    assert upload(anybody, command_id, PNG, bearer(one)) == 409


def test_a_body_that_is_too_long_is_refused(
    anybody: TestClient, enrol: Enrol, bearer: Bearer
) -> None:
    headers = bearer(enrol("hom-1"))
    body = b'{"gtin": "' + b"1" * 70_000 + b'"}'

    assert anybody.post(gateway.LOOKUP, content=body, headers=headers).status_code == 413
    unannounced = anybody.post(gateway.LOOKUP, content=iter([body]), headers=headers)
    assert unannounced.status_code == 413


def test_a_revoked_station_is_refused_on_every_path(
    anybody: TestClient, stations: Stations, enrol: Enrol, bearer: Bearer
) -> None:
    headers = bearer(enrol("hom-1"))
    stations.revoke("hom-1", by="an")

    for method, path in GUARDED:
        answer = anybody.request(method, path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "token.revoked")
