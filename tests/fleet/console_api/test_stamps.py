"""Stamps over HTTP: issued, printed, acted upon, searched, shown with what happened to them."""

import csv
import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from fleet.accounts.models import Role
from fleet.api.console_parts import ConsoleParts
from fleet.db.engine import Database
from fleet.registry.service import import_file
from fleet.stamps.models import StampHint, StampSighting
from tests.fleet.console_api.conftest import Woken
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import CHO_HOM
from tests.support.registry import GTIN, as_bytes, document

BATCH = {"gtin": GTIN, "issuer": "htx-a", "lot": "L1"}


@pytest.fixture(autouse=True)
def goods(parts: ConsoleParts, database: Database, clock: SetClock) -> None:
    del parts
    import_file(database, clock, as_bytes(document()), by="test")


def posted(client: TestClient, path: str, body: dict[str, Any], status: int = 200) -> Any:  # noqa: ANN401 - JSON
    answer = client.post(path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def issue(client: TestClient, **changes: object) -> dict[str, Any]:
    numbered = {"first": "TQ001", "last": "TQ005"}
    made: dict[str, Any] = posted(
        client, "/api/stamp-batches", {**BATCH, **numbered, **changes}, 201
    )
    return made


def test_from_issue_to_sale(operator: TestClient, wake: Woken) -> None:
    made = issue(operator, request="don-1")
    assert made == {"batch": 1, "count": 5, "new": True}
    assert issue(operator, request="don-1")["new"] is False
    printed = operator.post("/api/stamp-batches/1/print", json={"last": 3})
    assert printed.headers["cache-control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(printed.content.decode("utf-8-sig"))))
    assert [row["serial"] for row in rows] == ["(21) TQ001", "(21) TQ002", "(21) TQ003"]
    active = {"action": "activate", "batch": 1, "first": 1, "last": 2}
    assert posted(operator, "/api/stamp-actions", active)["changed"] == 2
    assert wake.times == 1
    sold = {"action": "sell", "gtin": GTIN, "serials": ["TQ001"], "note": "Chợ Hôm"}
    done = {"changed": 1, "unchanged": 0, "left": 0}
    assert posted(operator, "/api/stamp-actions", sold) == done
    shown = operator.get(f"/api/stamps/{GTIN}/TQ001").json()
    assert (shown["stamp"]["state"], shown["stamp"]["note_vi"]) == ("sold", "Chợ Hôm")
    assert [(one["action"], one["who"]) for one in shown["changes"]] == [
        ("sell", "lam"),
        ("activate", "lam"),
        ("print", "lam"),
    ]
    batch = operator.get("/api/stamp-batches/1").json()
    assert batch["states"] == {"sold": 1, "active": 1, "at_printer": 1, "issued": 2}
    assert batch["batch"]["name_vi"] == "Rau muống"


def test_a_list_is_searched_without_accents_and_read_page_by_page(operator: TestClient) -> None:
    issue(operator)
    issue(operator, gtin="08930000000026", lot=None, first="X1", last="X3")
    names: list[str] = []
    after = ""
    while True:
        answer = operator.get("/api/stamps", params={"q": "RAU muong", "limit": 4, "after": after})
        names += [one["serial"] for one in answer.json()["stamps"]]
        after = answer.json()["next_after"]
        if not after:
            break
    assert names == ["S1", "TQ001", "TQ002", "TQ003", "TQ004", "TQ005"]
    for query, total in (
        ({"q": "TQ00"}, 5),
        ({"q": "com"}, 3),
        ({"lot": "L1"}, 6),
        ({"state": "issued"}, 8),
        ({"batch": 2}, 3),
        ({"issuer": "cho-b"}, 0),
        ({"hints": True}, 0),
    ):
        assert operator.get("/api/stamps/count", params=query).json()["total"] == total, query
    assert operator.get("/api/stamps", params={"after": "xx"}).status_code == 422
    batches = operator.get("/api/stamp-batches", params={"limit": 1}).json()
    assert (batches["batches"][0]["id"], batches["next_before"]) == (2, 2)
    before = operator.get("/api/stamp-batches", params={"before": 2, "q": "rau"}).json()
    assert [one["id"] for one in before["batches"]] == [1]


def test_one_shows_where_it_was_seen_and_what_was_found(
    operator: TestClient, database: Database
) -> None:
    at = datetime(2026, 11, 19, 5, tzinfo=UTC)
    with database.write() as session:
        key = {"gtin": GTIN, "serial": "S1"}
        session.add(
            StampSighting(
                **key,
                station_id=CHO_HOM,
                hour=1,
                clock_trusted=True,
                day=at.date(),
                first_at=at,
                last_at=at,
                count=7,
                market="cho hom",
                ward="hai ba trung",
                latitude=None,
                longitude=None,
            )
        )
        session.add(
            StampHint(
                **key,
                code="area.outside",
                suspect=True,
                params={"places": 1, "market": "cho hom"},
                first_at=at,
                last_at=at,
                cleared_at=None,
            )
        )
    shown = operator.get(f"/api/stamps/{GTIN}/S1").json()
    assert shown["sightings"][0]["count"] == 7
    assert shown["hints"][0]["text_vi"] == "Quét ngoài vùng bán đã đăng ký, tại 1 nơi"
    assert shown["stamp"]["batch_id"] is None
    assert operator.get("/api/stamps/count", params={"hints": True}).json()["total"] == 1


def test_an_export_holds_no_secret_and_no_formula(operator: TestClient) -> None:
    issue(operator, two_layer=True)
    printed = operator.post("/api/stamp-batches/1/print", json={}).content.decode("utf-8-sig")
    secrets = [row["secret"] for row in csv.DictReader(io.StringIO(printed))]
    posted(operator, "/api/stamp-actions", {"action": "void", "batch": 1, "note": "=1+1"})
    text = operator.get("/api/stamps/export.csv", params={"batch": 1}).content.decode("utf-8-sig")
    assert "'=1+1" in text
    assert all(secrets)
    assert not [one for one in secrets if one in text]
    again = operator.post("/api/stamp-batches/1/print", json={})
    assert (again.status_code, again.json()["code"]) == (409, "stamps.state")


def test_sheets_come_as_pdf_or_as_a_zip_of_svg(operator: TestClient) -> None:
    issue(operator)
    pdf = operator.post("/api/stamp-batches/1/print", json={"kind": "pdf"})
    assert pdf.content.startswith(b"%PDF")
    grid = {"kind": "svg", "columns": 2, "rows": 2}
    packed = operator.post("/api/stamp-batches/1/print", json=grid)
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert archive.namelist() == ["tem-lo-1-1-001.svg", "tem-lo-1-1-002.svg"]


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/api/stamp-batches", BATCH, 422, "stamps.how_many"),
        ("/api/stamp-batches", {**BATCH, "first": "A1"}, 422, "stamps.how_many"),
        ("/api/stamp-batches", {**BATCH, "count": 1, "serials": ["A"]}, 422, "stamps.how_many"),
        ("/api/stamp-batches", {**BATCH, "gtin": "12", "count": 1}, 422, "gtin.length"),
        ("/api/stamp-batches", {**BATCH, "serials": ["S1"]}, 409, "stamps.taken"),
        ("/api/stamp-batches", {**BATCH, "lot": "L9", "count": 1}, 404, "stamps.lot_unknown"),
        ("/api/stamp-actions", {"action": "void", "gtin": GTIN}, 422, "stamps.reason"),
        ("/api/stamp-actions", {"action": "sell", "gtin": GTIN}, 422, "stamps.choice"),
        ("/api/stamp-actions", {"action": "sell", "batch": 9}, 404, "stamps.batch_unknown"),
        ("/api/stamp-batches/9/print", {}, 404, "stamps.batch_unknown"),
    ],
)
def test_what_is_refused(
    operator: TestClient, path: str, body: dict[str, Any], status: int, code: str
) -> None:
    assert posted(operator, path, body, status)["code"] == code


def test_an_administrator_makes_keys(sign_in: Any) -> None:  # noqa: ANN401 - a fixture's function
    client = sign_in(Role.ADMINISTRATOR)
    wanted = {"party": "htx-a", "prefixes": ["893000"], "last_day": "2030-01-01"}
    made = posted(client, "/api/issuer-keys", wanted, 201)
    path = f"/api/issuer-keys/{made['kid']}"
    follower = posted(client, f"{path}/rotate", {"last_day": "2031-01-01"}, 201)
    assert follower["prefixes"] == ["893000"]
    revoked = posted(client, f"{path}/revoke", {"reason": "Lộ khóa"})
    assert (revoked["revoked_at"], revoked["reason"]) == ("2026-11-20", "Lộ khóa")
    issue(client)
    signed = client.post("/api/stamp-batches/1/print", json={"form": "vt1"})
    assert b"VT1:" in signed.content
