"""Pure rules about stations."""

import base64
import hashlib
import secrets
import unicodedata

SECRET_BYTES = 16
SECRET_LENGTH = 26
_WARD_KINDS = ("phường", "xã")


def fold(*texts: str) -> str:
    """Make texts comparable without accents and case, as people type into a search box.

    Vietnamese đ has no decomposition in Unicode, so it is replaced by hand.
    """
    joined = " ".join(texts).casefold().replace("đ", "d")
    decomposed = unicodedata.normalize("NFD", joined)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def ward_key(text: str) -> str:
    """Make the name of a ward comparable: without its kind, accents and case.

    Where the tone mark stands (Hoà, Hòa) so makes no difference; a test holds that all 126 wards
    of the city stay apart.
    """
    name = " ".join(unicodedata.normalize("NFC", text).lower().split())
    for kind in _WARD_KINDS:
        # With its accents, since there are wards called Phương Liệt and Phượng Dực.
        word = fold(kind) if name.isascii() else kind
        if name.startswith(f"{word} "):
            return fold(name.removeprefix(f"{word} "))
    return fold(name)


def new_secret() -> str:
    """Make the secret of a claim: 128 random bits in base32 without padding."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode().rstrip("=")


def secret_hash(secret: str) -> bytes:
    """Hash a claim's secret; 128 random bits need no slow hash."""
    return hashlib.sha256(secret.strip().upper().encode()).digest()
