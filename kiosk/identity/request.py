"""A key made on this device, the request for its certificate, and the check of what came back.

EC P-256 (FIPS 186-5), PKCS #10 (RFC 2986). The fleet ignores the subject of a request; it is
written for whoever reads it. The key lies in `pending/` from before the request until the issue is
in force, so that an interrupted run asks again with the same key.
"""

from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from contract.gateway import Identity
from contract.names import StationId
from daemon.durable import Disk, replace_file, replace_link
from kiosk.errors import EnrolmentError
from kiosk.identity import store
from kiosk.identity.store import IdentityDocument

PRIVATE_FOLDER = 0o700


def pending_key(folder: Path, disk: Disk) -> ec.EllipticCurvePrivateKey:
    """Read the key of the request that waits for its answer; make it durably where there is none.

    Args:
        folder: `DataPaths.identity`.
    """
    pending = folder / store.PENDING
    path = pending / store.KEY
    if path.exists():
        try:
            found = serialization.load_pem_private_key(path.read_bytes(), password=None)
        except ValueError:
            found = None
        if isinstance(found, ec.EllipticCurvePrivateKey):
            return found
    key = ec.generate_private_key(ec.SECP256R1())
    disk.make_folder(pending, PRIVATE_FOLDER)
    replace_file(disk, path, key_pem(key))
    disk.sync_folder(folder)
    return key


def key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Write a key as PEM (PKCS #8), not encrypted: its file belongs to the station's user alone."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def request_pem(key: ec.EllipticCurvePrivateKey, station: StationId) -> str:
    """Make a certificate request."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, station)])
    request = x509.CertificateSigningRequestBuilder().subject_name(subject)
    return request.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


def check_answer(
    answer: Identity, station: StationId, root_pem: str, key: ec.EllipticCurvePrivateKey
) -> None:
    """Check that an answer is a certificate for our key and name, below the root we trust.

    Raises:
        EnrolmentError: `enrolment.bad_answer` with what is wrong.
    """
    try:
        root = x509.load_pem_x509_certificate(root_pem.encode())
        answered_root = x509.load_pem_x509_certificate(answer.root_pem.encode())
        leaf, issuer = x509.load_pem_x509_certificates(answer.certificate_pem.encode())[:2]
        names = leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        leaf.verify_directly_issued_by(issuer)
        issuer.verify_directly_issued_by(root)
    except (ValueError, TypeError, InvalidSignature) as error:
        raise _bad_answer(f"certificates: {str(error) or type(error).__name__}") from error
    if answered_root != root:
        raise _bad_answer("another root")
    if answer.station != station or [name.value for name in names] != [station]:
        raise _bad_answer("another station")
    if leaf.public_key() != key.public_key():
        raise _bad_answer("another key")


def install(
    folder: Path, fleet_url: str, answer: Identity, key: ec.EllipticCurvePrivateKey, disk: Disk
) -> None:
    """Put an issue in force: all of it or nothing, whenever the power goes."""
    older = sorted(p for p in folder.iterdir() if p.name.isdigit())
    number = int(older[-1].name) + 1 if older else 1
    issue = folder / f"{number:06d}"
    document = IdentityDocument(
        station=answer.station,
        name=answer.name,
        fleet_url=fleet_url,
        broker=answer.broker,
        publisher_keys=answer.publisher_keys,
    )
    disk.make_folder(issue, PRIVATE_FOLDER)
    disk.write(issue / store.KEY, key_pem(key))
    disk.write(issue / store.CERTIFICATE, answer.certificate_pem.encode())
    disk.write(issue / store.ROOT, answer.root_pem.encode())
    disk.write(issue / store.IDENTITY, document.model_dump_json(indent=2).encode())
    disk.sync_folder(issue)
    disk.sync_folder(folder)
    replace_link(disk, folder / store.CURRENT, issue.name)
    # The issue before stays for whoever is reading it just now.
    for path in (*older[:-1], folder / store.PENDING):
        disk.remove(path)


def _bad_answer(detail: str) -> EnrolmentError:
    return EnrolmentError("enrolment.bad_answer", detail=detail[:300])
