"""A small writer of PDF files, so that the tests can say where each line stands, and what is wrong with a file."""

import hashlib
from collections.abc import Iterable, Sequence

Placed = tuple[float, float, str] | tuple[float, float, str, float]
"""Where a line begins, from the lower left corner, its text, and the size of its type."""

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def pdf(pages: Sequence[Iterable[Placed]], password: str | None = None, title: str | None = None) -> bytes:
    """A PDF of A4 pages in Helvetica; with a password, encrypted in the oldest way (RC4, 40 bits)."""
    key, encryption, file_id = b"", "", b"0123456789abcdef"
    if password is not None:
        secret = (password.encode("latin-1") + PADDING)[:32]
        owner = rc4(hashlib.md5(secret).digest()[:5], secret)  # noqa: S324 -- it is what the format asks for
        key = hashlib.md5(secret + owner + b"\xfc\xff\xff\xff" + file_id).digest()[:5]  # noqa: S324
        user = rc4(key, PADDING)
        encryption = f"<</Filter/Standard/V 1/R 2/O<{owner.hex()}>/U<{user.hex()}>/P -4>>"
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for lines in pages:
        content = "\n".join(_drawn(*line) for line in lines).encode("cp1252")
        if key:
            number = len(objects) + 1
            salt = number.to_bytes(3, "little") + b"\0\0"
            content = rc4(hashlib.md5(key + salt).digest()[:10], content)  # noqa: S324
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    trailer = "/Root 1 0 R"
    if title is not None:
        objects.append(f"<</Title({title})>>".encode("cp1252"))
        trailer += f"/Info {len(objects)} 0 R"
    if encryption:
        objects.append(encryption.encode())
        trailer += f"/Encrypt {len(objects)} 0 R/ID[<{file_id.hex()}><{file_id.hex()}>]"
    return _written(objects, trailer)


def column(left: float, top: float, text: str, size: float = 10, leading: float = 12) -> list[Placed]:
    """The lines of a text, one below the other; an empty line leaves a gap."""
    return [(left, top - number * leading, line, size) for number, line in enumerate(text.split("\n")) if line]


def rc4(key: bytes, data: bytes) -> bytes:
    """Encrypt or decrypt with RC4."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _drawn(left: float, base: float, text: str, size: float = 10) -> str:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size} Tf {left} {base} Td ({escaped}) Tj ET"


def _written(objects: Sequence[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer\n<</Size {len(objects) + 1}{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
