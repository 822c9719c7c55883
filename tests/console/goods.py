"""A small registry with stamps, a key, a connection and an import, for the pages that show them."""

from datetime import date

from fleet.accounts.models import Role
from fleet.connectors import service as connectors
from fleet.imports.service import Imports, Upload
from fleet.imports.templates import ImportKind
from fleet.registry.service import import_file
from fleet.stamps.issuing import Order
from fleet.stamps.keys import NewKey
from provenance.keys import parse_gtin
from tests.console.server import OPERATOR, PASSWORD, ConsoleServer
from tests.support.registry import GTIN, as_bytes, document

ADMIN = "quan.tri"
CONNECTOR = connectors.Draft(
    title="Cổng minh họa",
    enabled=False,
    place=10,
    document={"kind": "gs1_resolver", "url": "https://cong.invalid"},
)
LOTS = f"Mã GTIN;Số lô\n{GTIN};L3\n8,93E+12;L4\n"


def fill(server: ConsoleServer) -> None:
    """Put something of everything into a console that has none of it, and an administrator."""
    parts = server.parts
    now = parts.clock.now()
    import_file(parts.database, parts.clock, as_bytes(document()), by="test")
    parts.accounts.create_user(ADMIN, PASSWORD, Role.ADMINISTRATOR, by="test")
    order = Order(gtin=parse_gtin(GTIN), issuer="htx-a", lot="L1", serials=("TQ001", "TQ002"))
    parts.stamps.issue(order, by=OPERATOR)
    key = NewKey(
        party="htx-a",
        prefixes=("893000000",),
        first_day=parts.stamps.today(),
        last_day=date(2099, 12, 31),
    )
    parts.stamps.create_key(key, by=ADMIN)
    with parts.database.write() as session:
        connectors.add(session, "cong-minh-hoa", CONNECTOR, by=ADMIN, now=now)
    imports = Imports(parts.database, parts.clock)
    upload = Upload(
        kind=ImportKind.LOTS, file_name="lô.csv", source="Chi cục", content=LOTS.encode()
    )
    imports.check(imports.add(upload, by=OPERATOR))
