"""Every route with every role: who isn't named here gets nothing."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from fleet.accounts.models import Role
from fleet.api.console_app import describe
from fleet.api.console_openapi import console_openapi
from tests.support.fleet_rooms import CHO_HOM

OPEN = {
    ("POST", "/api/session"),
    ("DELETE", "/api/session"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("OPTIONS", "/epcis"),
    ("OPTIONS", "/epcis/{resource}"),
}
READS = {
    ("GET", "/api/session"),
    ("GET", "/api/stations"),
    ("GET", "/api/stations/{station_id}"),
    ("GET", "/api/stations/{station_id}/screenshot"),
    ("GET", "/api/stations/{station_id}/commands/{command_id}"),
    ("GET", "/api/slides"),
    ("GET", "/api/slides/{slide_id}/picture"),
    ("GET", "/api/scans"),
    ("GET", "/api/scans/count"),
    ("GET", "/api/scans/export.csv"),
    ("GET", "/api/summary"),
    ("GET", "/api/attention"),
    ("GET", "/api/wards"),
    ("GET", "/api/alerts"),
    ("GET", "/api/station-facets"),
    ("GET", "/api/stations/export.csv"),
    ("GET", "/api/stations/{station_id}/health"),
    ("GET", "/api/stations/{station_id}/timeline"),
    ("GET", "/api/stations/{station_id}/commands"),
    ("GET", "/api/events"),
    ("GET", "/api/products"),
    ("GET", "/api/products/{gtin}"),
    ("GET", "/api/lots"),
    ("GET", "/api/lots/{gtin}/{lot}"),
    ("GET", "/api/parties"),
    ("GET", "/api/parties/{party_id}"),
    ("GET", "/api/locations"),
    ("GET", "/api/certificates"),
    ("GET", "/api/recalls"),
    ("GET", "/api/issuer-keys"),
    ("GET", "/api/imports"),
    ("GET", "/api/imports/{import_id}"),
    ("GET", "/api/import-templates/{kind}"),
    ("GET", "/api/registry-export/{name}"),
    ("POST", "/api/look"),
    ("POST", "/api/look/window"),
    ("GET", "/api/stamps"),
    ("GET", "/api/stamps/count"),
    ("GET", "/api/stamps/export.csv"),
    ("GET", "/api/stamps/{gtin}/{serial}"),
    ("GET", "/api/stamp-batches"),
    ("GET", "/api/stamp-batches/{batch}"),
    ("GET", "/api/chains/lots/{gtin}/{lot}"),
    ("GET", "/api/chains/units/{gtin}/{serial}"),
    ("GET", "/api/chains/things"),
    ("GET", "/api/captures"),
    ("GET", "/api/captures/{capture_id}"),
    ("GET", "/epcis"),
    ("GET", "/epcis/capture"),
    ("GET", "/epcis/capture/{capture_id}"),
    ("GET", "/epcis/events"),
    ("GET", "/epcis/events/{event_id}"),
    ("GET", "/epcis/{resource}"),
    ("GET", "/epcis/{resource}/{value}/events"),
}
CHANGES = {
    ("PUT", "/api/stations/{station_id}/settings"),
    ("POST", "/api/stations/{station_id}/screenshot"),
    ("POST", "/api/stations/{station_id}/commands"),
    ("DELETE", "/api/stations/{station_id}/commands/{command_id}"),
    ("POST", "/api/commands"),
    ("POST", "/api/alerts/{alert_id}/acknowledge"),
    ("DELETE", "/api/alerts/{alert_id}/acknowledge"),
    ("POST", "/api/slides"),
    ("DELETE", "/api/slides/{slide_id}"),
    ("POST", "/api/recalls"),
    ("POST", "/api/recalls/reach"),
    ("POST", "/api/recalls/{recall_id}/lift"),
    ("POST", "/api/stamp-batches"),
    ("POST", "/api/stamp-batches/{batch}/print"),
    ("POST", "/api/stamp-actions"),
    ("POST", "/api/imports"),
    ("POST", "/api/imports/{import_id}/apply"),
    ("POST", "/epcis/capture"),
    ("POST", "/epcis/events"),
}
ADMINISTERS = {
    ("GET", "/api/connectors"),
    ("GET", "/api/partners"),
    ("POST", "/api/partners"),
    ("POST", "/api/partners/{name}/revoke"),
    ("POST", "/api/issuer-keys"),
    ("POST", "/api/issuer-keys/{kid}/rotate"),
    ("POST", "/api/issuer-keys/{kid}/revoke"),
    ("POST", "/api/connectors"),
    ("GET", "/api/connectors/{name}"),
    ("PUT", "/api/connectors/{name}"),
    ("DELETE", "/api/connectors/{name}"),
    ("POST", "/api/connectors/{name}/check"),
}
ENDLESS = {("GET", "/api/events")}


def address(path: str) -> str:
    names = {"station_id": CHO_HOM, "slide_id": "none", "command_id": uuid4(), "alert_id": 1}
    goods = {"gtin": "none", "lot": "none", "party_id": "none", "recall_id": "none"}
    names |= {"import_id": uuid4(), "kind": "lots", "serial": "none", "batch": 9, **goods}
    epcis = {"resource": "bizSteps", "value": "shipping"}
    return path.format(
        **names, name="none", kid="none", capture_id="none", event_id="none", **epcis
    )


def test_every_route_is_named_here() -> None:
    paths = console_openapi()["paths"]
    routes = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    assert routes == OPEN | READS | CHANGES | ADMINISTERS


@pytest.mark.parametrize(("method", "path"), sorted(READS | CHANGES | ADMINISTERS))
def test_nobody_gets_in_without_a_session(anybody: TestClient, method: str, path: str) -> None:
    answer = anybody.request(method, address(path))
    assert answer.status_code == 401
    assert answer.json()["code"] == "session.missing"
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("role", list(Role))
def test_who_may_change_and_who_may_only_read(
    sign_in: Callable[[Role], TestClient], role: Role
) -> None:
    client = sign_in(role)
    for method, path in sorted(READS - ENDLESS):
        body = {"code": "8930000000019"} if method == "POST" else None
        assert client.request(method, address(path), json=body).status_code in {200, 404}, path
    for method, path in sorted(CHANGES):
        answer = client.request(method, address(path))
        if role is Role.VIEWER:
            assert (answer.status_code, answer.json()["code"]) == (403, "role.insufficient"), path
        else:
            assert answer.status_code not in {401, 403}, path
    for method, path in sorted(ADMINISTERS):
        answer = client.request(method, address(path))
        if role is Role.ADMINISTRATOR:
            assert answer.status_code not in {401, 403}, path
        else:
            assert (answer.status_code, answer.json()["code"]) == (403, "role.insufficient"), path


def test_the_description_names_a_model_for_every_answer() -> None:
    for route in describe().routes:
        if isinstance(route, APIRoute) and route.status_code != 204:
            assert route.response_model is not None or route.response_class is not None


def test_the_description_is_not_served(operator: TestClient) -> None:
    for path in ("/openapi.json", "/docs", "/redoc", "/api/openapi.json"):
        assert operator.get(path).status_code in {404, 503}, path
