"""Certificates say what they should, verify against the root, and requests are checked."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from contract.names import StationId
from fleet.errors import BadInput
from fleet.pki import authority
from fleet.pki.authority import Authority, Issued
from tests.support import pki

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def root() -> Issued:
    return authority.make_root(NOW)


@pytest.fixture(scope="module")
def issuing(root: Issued) -> Issued:
    return authority.make_issuing(root, NOW)


@pytest.fixture(scope="module")
def ca(issuing: Issued) -> Authority:
    return Authority(issuing)


def common_name(certificate: x509.Certificate) -> str:
    return str(certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def purposes(certificate: x509.Certificate) -> list[x509.ObjectIdentifier]:
    return list(certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)


def test_a_station_is_named_by_us_and_may_only_be_a_client(ca: Authority) -> None:
    key = authority.new_key().public_key()
    certificate = ca.issue_station(StationId("hom-1"), key, NOW)

    assert common_name(certificate) == "hom-1"
    assert purposes(certificate) == [ExtendedKeyUsageOID.CLIENT_AUTH]
    assert certificate.public_key() == key
    assert certificate.not_valid_before_utc == NOW - timedelta(hours=24)
    assert certificate.not_valid_after_utc == NOW + timedelta(days=90)
    basic = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    assert basic.critical
    assert not basic.value.ca


def test_a_server_verifies_against_the_root(ca: Authority, root: Issued) -> None:
    server = ca.issue_server(("localhost", "127.0.0.1"), NOW)
    builder = PolicyBuilder().store(Store([root.certificate])).time(NOW)
    verifier = builder.build_server_verifier(x509.DNSName("localhost"))

    chain = verifier.verify(server.certificate, [ca.certificate])
    assert chain[-1] == root.certificate


def test_a_server_verifies_for_no_other_name(ca: Authority, root: Issued) -> None:
    server = ca.issue_server(("localhost",), NOW)
    builder = PolicyBuilder().store(Store([root.certificate])).time(NOW)
    verifier = builder.build_server_verifier(x509.DNSName("elsewhere.example"))

    with pytest.raises(VerificationError):
        verifier.verify(server.certificate, [ca.certificate])


def test_a_station_whose_clock_is_months_behind_trusts_the_server(
    ca: Authority, root: Issued
) -> None:
    server = ca.issue_server(("localhost",), NOW)
    builder = PolicyBuilder().store(Store([root.certificate])).time(NOW - timedelta(days=200))

    builder.build_server_verifier(x509.DNSName("localhost")).verify(
        server.certificate, [ca.certificate]
    )


def test_the_issuing_ca_can_make_no_further_ca(issuing: Issued) -> None:
    basic = issuing.certificate.extensions.get_extension_for_class(x509.BasicConstraints).value

    assert (basic.ca, basic.path_length) == (True, 0)


def test_a_revocation_list_names_what_is_void(ca: Authority) -> None:
    crl = ca.revocation_list([("1f", NOW)], NOW)

    assert crl.get_revoked_certificate_by_serial_number(0x1F) is not None
    assert crl.get_revoked_certificate_by_serial_number(0x20) is None
    assert crl.issuer == ca.certificate.subject


def test_a_request_is_read_for_its_key_alone() -> None:
    key = ec.generate_private_key(ec.SECP256R1())

    assert authority.read_request(pki.csr(key, "fleet-all-1")) == key.public_key()


@pytest.mark.parametrize(
    "key",
    [
        ec.generate_private_key(ec.SECP384R1()),
        ed25519.Ed25519PrivateKey.generate(),
        rsa.generate_private_key(65537, 2048),
    ],
    ids=["P-384", "Ed25519", "RSA"],
)
def test_other_kinds_of_key_are_refused(key: pki.AnyKey) -> None:
    with pytest.raises(BadInput) as raised:
        authority.read_request(pki.csr(key))
    assert raised.value.code == "enrolment.csr_key"


def test_a_request_with_a_forged_signature_is_refused() -> None:
    request = x509.load_pem_x509_csr(pki.csr(ec.generate_private_key(ec.SECP256R1())).encode())
    der = bytearray(request.public_bytes(Encoding.DER))
    der[-1] ^= 1
    forged = x509.load_der_x509_csr(bytes(der)).public_bytes(Encoding.PEM).decode()

    with pytest.raises(BadInput) as raised:
        authority.read_request(forged)
    assert raised.value.code == "enrolment.csr_invalid"


@pytest.mark.parametrize("text", ["", "no request", "-----BEGIN CERTIFICATE REQUEST-----\nAA=="])
def test_what_is_no_request_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as raised:
        authority.read_request(text)
    assert raised.value.code == "enrolment.csr_invalid"
