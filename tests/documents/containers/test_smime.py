import base64
import datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from edi_shortlist.documents.containers.eml import eml_attachments, read_eml
from edi_shortlist.documents.containers.smime import Wrapping, unwrapped
from edi_shortlist.documents.errors import EncryptedFile

INNER = b"Content-Type: text/plain; charset=utf-8\r\n\r\nI apply, Zo\xc3\xab.\r\n"
SIGNED, DATA = bytes.fromhex("2a864886f70d010702"), bytes.fromhex("2a864886f70d010701")


@pytest.fixture(scope="module")
def identity() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Zoe Ngugi")])
    day = datetime.datetime(2026, 1, 1)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(1)
    made = made.public_key(key.public_key()).not_valid_before(day)
    return key, made.not_valid_after(day + datetime.timedelta(9000)).sign(key, hashes.SHA256())


def signed(identity: tuple[rsa.RSAPrivateKey, x509.Certificate], inner: bytes) -> bytes:
    builder = pkcs7.PKCS7SignatureBuilder().set_data(inner)
    builder = builder.add_signer(identity[1], identity[0], hashes.SHA256())
    return builder.sign(Encoding.DER, [pkcs7.PKCS7Options.Binary])


def enveloped(identity: tuple[rsa.RSAPrivateKey, x509.Certificate], inner: bytes) -> bytes:
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(inner).add_recipient(identity[1])
    return builder.encrypt(Encoding.DER, [pkcs7.PKCS7Options.Binary])


def wrapped(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "mail.eml"
    head = (
        b"From: zoe@example.com\r\nContent-Type: application/pkcs7-mime; name=smime.p7m\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n"
    )
    path.write_bytes(head + base64.encodebytes(content))
    return path


def streamed(*pieces: bytes) -> bytes:
    """Signed content in the form for streams: indefinite lengths, and a string in pieces."""
    string = b"\x24\x80" + b"".join(b"\x04\x82" + len(p).to_bytes(2, "big") + p for p in pieces)
    content = b"\x30\x80\x06\x09" + DATA + b"\xa0\x80" + string + b"\0\0" * 3
    return (
        b"\x30\x80\x06\x09" + SIGNED + b"\xa0\x80\x30\x80\x02\x01\x01\x31\0" + content + b"\0\0" * 3
    )


def test_a_signed_message_is_read(
    tmp_path: Path, identity: tuple[rsa.RSAPrivateKey, x509.Certificate]
) -> None:
    path = wrapped(tmp_path, signed(identity, INNER))
    assert read_eml(path).text == "From: zoe@example.com\n\nI apply, Zoë."
    assert eml_attachments(path) == ()


def test_one_in_pieces_is_read(tmp_path: Path) -> None:
    path = wrapped(tmp_path, streamed(INNER[:20], INNER[20:30], INNER[30:]))
    assert read_eml(path).text == "From: zoe@example.com\n\nI apply, Zoë."


def test_an_encrypted_message_is_refused(
    tmp_path: Path, identity: tuple[rsa.RSAPrivateKey, x509.Certificate]
) -> None:
    for read in (read_eml, eml_attachments):
        with pytest.raises(EncryptedFile, match="encrypted"):
            read(wrapped(tmp_path, enveloped(identity, INNER)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words",
        b"\x30\x80" * 5000,
        b"\x24\x80" * 20 + b"\0\0" * 20,
        b"\x30\x84\xff\xff\xff\xff",
        b"\x30\x80" + b"\x05\x00" * 155_000 + b"\0\0",
        streamed(INNER)[:60],
        b"\x30\x0d\x06\x09" + SIGNED + b"\xa0\0",
    ],
)
def test_damage(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ValueError):
        unwrapped(data)
    document = read_eml(wrapped(tmp_path, data))
    assert document.attachments == ("smime.p7m",)
    assert "could not be opened" in document.warnings[0]


def test_kinds_are_told_apart(identity: tuple[rsa.RSAPrivateKey, x509.Certificate]) -> None:
    assert unwrapped(signed(identity, INNER)) == (Wrapping.SIGNED, INNER)
    assert unwrapped(enveloped(identity, INNER)) == (Wrapping.ENVELOPED, b"")
