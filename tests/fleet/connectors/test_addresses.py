"""Only public addresses may be contacted, however an inner one is written."""

import ipaddress

import pytest

from fleet.connectors.network import may_contact

INSIDE = [
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("0.0.0.0", "255.255.255.255", "224.0.0.1", "192.0.2.1", "198.18.0.1"),  # noqa: S104 - looked at, not bound to
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1"),
    *("::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::1", "what"),
]


@pytest.mark.parametrize("address", INSIDE)
def test_inside(address: str) -> None:
    assert not may_contact(address, [])


@pytest.mark.parametrize("address", ["1.1.1.1", "203.162.4.190", "2606:4700::1111"])
def test_outside(address: str) -> None:
    assert may_contact(address, [])


def test_the_settings_may_open_a_network() -> None:
    city = [ipaddress.ip_network("10.20.0.0/16")]
    assert may_contact("10.20.1.1", city)
    assert may_contact("::ffff:10.20.1.1", city)
    assert not may_contact("10.21.1.1", city)
