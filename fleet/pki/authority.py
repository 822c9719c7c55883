"""Certificates: a root, an issuing CA below it, and what that issues.

Facts: RFC 5280; EC P-256 throughout, which mosquitto and every TLS library speak. A station without
a battery for its clock starts months in the past, so what it checks itself (CA and servers) is
valid from a year back; what only servers check is backdated by a day.
Who may have which certificate is decided elsewhere; here a request's subject is always ignored.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from contract.names import StationId
from fleet.errors import BadInput

Key = ec.EllipticCurvePrivateKey

ROOT_LIFE = timedelta(days=20 * 365)
ISSUING_LIFE = timedelta(days=10 * 365)
SERVER_LIFE = timedelta(days=397)
STATION_LIFE = timedelta(days=90)
CRL_LIFE = timedelta(days=30)
BACKDATED_FOR_STATIONS = timedelta(days=365)
BACKDATED = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A certificate and its private key, both made here."""

    certificate: x509.Certificate
    key: Key


def new_key() -> Key:
    """Make an EC P-256 key."""
    return ec.generate_private_key(ec.SECP256R1())


def serial_text(certificate: x509.Certificate) -> str:
    """Give a serial number as tokens and tables name it: lower-case hexadecimal."""
    return format(certificate.serial_number, "x")


def make_root(now: datetime) -> Issued:
    """Make the root, which signs issuing CAs and nothing else."""
    key = new_key()
    name = _name("Trạm Quét root")
    builder = _builder(name, name, key.public_key(), now - BACKDATED_FOR_STATIONS, now + ROOT_LIFE)
    builder = _as_ca(builder, path_length=1)
    return Issued(certificate=_sign(builder, key, key), key=key)


def make_issuing(root: Issued, now: datetime) -> Issued:
    """Make the CA that issues everything below the root, and no further CA."""
    key = new_key()
    builder = _builder(
        _name("Trạm Quét issuing"),
        root.certificate.subject,
        key.public_key(),
        now - BACKDATED_FOR_STATIONS,
        now + ISSUING_LIFE,
    )
    return Issued(certificate=_sign(_as_ca(builder, path_length=0), root.key, root.key), key=key)


class Authority:
    """The issuing CA at work."""

    def __init__(self, issuing: Issued) -> None:
        self._issuing = issuing

    @property
    def certificate(self) -> x509.Certificate:
        """The issuing CA's own certificate."""
        return self._issuing.certificate

    def issue_server(self, names: tuple[str, ...], now: datetime) -> Issued:
        """Issue a server certificate for host names and addresses."""
        key = new_key()
        start, end = now - BACKDATED_FOR_STATIONS, now + SERVER_LIFE
        builder = self._leaf(names[0], key.public_key(), start, end)
        builder = builder.add_extension(alternative_names(names), critical=False)
        return Issued(certificate=self._finish(builder, ExtendedKeyUsageOID.SERVER_AUTH), key=key)

    def issue_worker(self, name: str, now: datetime) -> Issued:
        """Issue the certificate with which one process of the fleet goes to the broker."""
        key = new_key()
        builder = self._leaf(name, key.public_key(), now - BACKDATED, now + SERVER_LIFE)
        return Issued(certificate=self._finish(builder, ExtendedKeyUsageOID.CLIENT_AUTH), key=key)

    def issue_station(
        self, station: StationId, key: ec.EllipticCurvePublicKey, now: datetime
    ) -> x509.Certificate:
        """Issue a station's certificate: its id, its key, client authentication only."""
        builder = self._leaf(station, key, now - BACKDATED, now + STATION_LIFE)
        return self._finish(builder, ExtendedKeyUsageOID.CLIENT_AUTH)

    def revocation_list(
        self, revoked: list[tuple[str, datetime]], now: datetime
    ) -> x509.CertificateRevocationList:
        """Make the issuing CA's list of serial numbers that are void before their time."""
        return make_crl(self._issuing, revoked, now, CRL_LIFE)

    def _leaf(
        self, name: str, key: ec.EllipticCurvePublicKey, start: datetime, end: datetime
    ) -> x509.CertificateBuilder:
        usage = x509.KeyUsage(
            digital_signature=True,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=False,
            crl_sign=False,
            encipher_only=False,
            decipher_only=False,
        )
        return (
            _builder(_name(name), self.certificate.subject, key, start, end)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(usage, critical=True)
        )

    def _finish(
        self, builder: x509.CertificateBuilder, usage: x509.ObjectIdentifier
    ) -> x509.Certificate:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
        return _sign(builder, self._issuing.key, self._issuing.key)


def make_crl(
    ca: Issued, revoked: list[tuple[str, datetime]], now: datetime, life: timedelta
) -> x509.CertificateRevocationList:
    """Make a CA's revocation list; mosquitto refuses everybody once it is out of date."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(ca.certificate.subject)
        .last_update(now - BACKDATED)
        .next_update(now + life)
        .add_extension(_authority_id(ca.key), critical=False)
        .add_extension(x509.CRLNumber(int(now.timestamp() * 1000)), critical=False)
    )
    for serial, at in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(int(serial, 16)).revocation_date(at)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(ca.key, hashes.SHA256())


def alternative_names(names: tuple[str, ...]) -> x509.SubjectAlternativeName:
    """Tell addresses from host names, as a server certificate needs them."""
    general: list[x509.GeneralName] = []
    for name in names:
        try:
            general.append(x509.IPAddress(ip_address(name)))
        except ValueError:
            general.append(x509.DNSName(name))
    return x509.SubjectAlternativeName(general)


def read_request(csr_pem: str) -> ec.EllipticCurvePublicKey:
    """Check a certificate request and give its key; its subject is of no account.

    Raises:
        BadInput: `enrolment.csr_invalid` when it can't be read or isn't signed by its own key,
            `enrolment.csr_key` when the key isn't EC P-256.
    """
    try:
        request = x509.load_pem_x509_csr(csr_pem.encode())
        key = request.public_key()
    except (ValueError, TypeError, x509.InvalidVersion) as error:
        raise BadInput("enrolment.csr_invalid", detail=str(error)[:200]) from error
    if not (isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1)):
        raise BadInput("enrolment.csr_key", expected="EC P-256")
    if not request.is_signature_valid:
        raise BadInput("enrolment.csr_invalid", detail="the signature doesn't fit the key")
    return key


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    start: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _as_ca(builder: x509.CertificateBuilder, path_length: int) -> x509.CertificateBuilder:
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    limits = x509.BasicConstraints(ca=True, path_length=path_length)
    return builder.add_extension(limits, critical=True).add_extension(usage, critical=True)


def _authority_id(key: Key) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())


def _sign(builder: x509.CertificateBuilder, issuer_key: Key, key: Key) -> x509.Certificate:
    builder = builder.add_extension(_authority_id(issuer_key), critical=False)
    return builder.sign(key, hashes.SHA256())
