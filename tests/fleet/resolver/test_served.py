"""The public listener of a running `fleet serve`: there only where the settings open it."""

from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from tests.support.fleet import FleetProcess
from tests.support.registry import GTIN, as_bytes, document

pytestmark = [pytest.mark.loopback, pytest.mark.system, pytest.mark.timeout(180)]

ACCEPTS = {"Accept": "application/linkset+json"}


def test_a_link_leads_to_its_page(tmp_path: Path, free_port: Callable[[], int]) -> None:
    port = free_port()
    root = f"http://127.0.0.1:{port}"
    extra = f'[resolver]\nenabled = true\nport = {port}\npublic_url = "{root}"\n'
    fleet = FleetProcess.prepared(tmp_path / "fleet", free_port, extra=extra)
    records = tmp_path / "registry.json"
    records.write_bytes(as_bytes(document()))
    fleet.command("registry", "import", str(records))

    with fleet, httpx2.Client(base_url=root, timeout=20, trust_env=False) as client:
        lot = f"/01/{GTIN}/10/a%2Fb%2Bc"
        sent = client.get(lot)
        assert (sent.status_code, sent.headers["location"]) == (307, f"{root}/page/vi{lot}")
        page = client.get(sent.headers["location"])
        assert page.status_code == 200
        assert "a/b+c" in page.text
        assert client.get(lot, headers=ACCEPTS).json()["linkset"][0]["anchor"] == root + lot
        head = client.head(lot, headers=ACCEPTS)
        assert (head.status_code, head.content) == (200, b"")
        assert client.options(lot).status_code == 204
        assert client.get("/api/session").status_code == 404
        console = httpx2.get(f"{fleet.console_url}{lot}", trust_env=False)
        assert "location" not in console.headers
