"""Certificates of the tests' own: a root, an issuing CA below it, servers, stations, workers."""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CURVE = ec.SECP256R1()


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> str:
        """The certificate as PEM."""
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()

    @property
    def key_pem(self) -> str:
        """The key as PEM, PKCS 8, not encrypted."""
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()


class Authority:
    """A root and an issuing CA; stations, workers and servers get theirs from the CA."""

    def __init__(self, name: str = "test") -> None:
        self.root = _issue(f"{name} root", None, ca=True, path_length=1)
        self.issuer = _issue(f"{name} issuer", self.root, ca=True, path_length=0)

    @property
    def chain_pem(self) -> str:
        """The CA's certificates, the issuing one first."""
        return self.issuer.pem + self.root.pem

    def server(self, host: str = "127.0.0.1", *, days: float = 90, age_days: float = 1) -> Issued:
        """Issue a certificate for a server, also to be reached as `localhost`.

        Args:
            age_days: how long ago it began.
        """
        begin = datetime.now(UTC) - timedelta(days=age_days)
        usage = ExtendedKeyUsageOID.SERVER_AUTH
        return _issue(host, self.issuer, usage=usage, host=host, begin=begin, days=days)

    def client(self, name: str, *, days: float = 90, age_days: float = 0.1) -> Issued:
        """Issue a certificate for a station or worker.

        Args:
            age_days: how long ago it began.
        """
        begin = datetime.now(UTC) - timedelta(days=age_days)
        return _issue(name, self.issuer, begin=begin, days=days)

    def sign(self, csr_pem: str, name: str, *, days: float = 90) -> x509.Certificate:
        """Issue a station's certificate for the key of a request, whatever its subject says."""
        request = x509.load_pem_x509_csr(csr_pem.encode())
        key = request.public_key()
        assert isinstance(key, ec.EllipticCurvePublicKey)
        assert request.is_signature_valid
        builder = _builder(name, self.issuer, datetime.now(UTC) - timedelta(hours=1), days)
        return (
            builder.public_key(key)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
            .sign(self.issuer.key, hashes.SHA256())
        )

    def write(self, folder: Path, issued: Issued, name: str) -> tuple[Path, Path]:
        """Write certificate with CA, and key; give both paths."""
        certificate = folder / f"{name}.pem"
        key = folder / f"{name}.key"
        certificate.write_text(issued.pem + self.issuer.pem)
        key.write_text(issued.key_pem)
        key.chmod(0o600)
        return certificate, key


def self_signed(host: str = "127.0.0.1") -> Issued:
    """Make a certificate for a server that nobody vouches for."""
    return _issue(host, None, usage=ExtendedKeyUsageOID.SERVER_AUTH, host=host)


def _builder(
    name: str, issuer: Issued | None, begin: datetime, days: float
) -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=days))
    )


def _issue(
    name: str,
    issuer: Issued | None,
    *,
    ca: bool = False,
    path_length: int | None = None,
    usage: x509.ObjectIdentifier = ExtendedKeyUsageOID.CLIENT_AUTH,
    host: str = "",
    begin: datetime | None = None,
    days: float = 90,
) -> Issued:
    key = ec.generate_private_key(CURVE)
    begin = begin or datetime.now(UTC) - timedelta(days=1)
    builder = _builder(name, issuer, begin, days).public_key(key.public_key())
    builder = builder.add_extension(
        x509.BasicConstraints(ca=ca, path_length=path_length), critical=True
    )
    if not ca:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
    if host:
        names = x509.SubjectAlternativeName(
            [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address(host))]
        )
        builder = builder.add_extension(names, critical=False)
    signer = issuer.key if issuer else key
    return Issued(builder.sign(signer, hashes.SHA256()), key)
