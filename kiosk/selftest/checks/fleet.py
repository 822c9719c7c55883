"""Whether the fleet's HTTPS side is the right one and takes this station's token.

A look-up of a number that no product has is asked: whoever answers it has checked the token.
"""

import time

from contract.gateway import LOOKUP, LookupRequest
from kiosk.errors import EnrolmentError, GatewayError
from kiosk.identity import store
from kiosk.identity.gateway import JSON, Gateway
from kiosk.identity.token import Tokens
from kiosk.selftest.checks.broker import without_identity
from kiosk.selftest.context import Context
from kiosk.selftest.report import Finding, failed, ok

NO_PRODUCT = "00000000000000"
TIMEOUT_S = 10.0


def check(context: Context) -> Finding:
    """Ask for a product that isn't there."""
    try:
        identity = store.load(context.paths.identity)
        gateway = Gateway(identity, Tokens(identity, context.clock), context.clock)
    except EnrolmentError as error:
        return without_identity(error)
    except (OSError, ValueError) as error:
        return failed("identity.unreadable", detail=str(error))
    body = LookupRequest(gtin=NO_PRODUCT).model_dump_json(exclude_none=True).encode()
    begun_s = time.perf_counter()
    try:
        gateway.send("POST", LOOKUP, body, JSON, timeout_s=TIMEOUT_S)
    except (GatewayError, EnrolmentError) as error:
        return refused(error, identity.fleet_url)
    finally:
        gateway.close()
    took_ms = round((time.perf_counter() - begun_s) * 1000, 1)
    return ok("fleet.ok", took_ms, "ms", where=identity.fleet_url)


def refused(error: GatewayError | EnrolmentError, where: str) -> Finding:
    """Say why the fleet gave no answer."""
    told = error.params
    return failed(
        error.code,
        where=where,
        detail=told.get("detail", ""),
        status=told.get("status", 0),
        problem=told.get("problem", ""),
    )
