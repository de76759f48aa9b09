"""E-mail: whose words, from which day, in which form; what is attached; what cannot be read."""

import io
import zipfile
from email.message import EmailMessage

import pytest

from tests.reading.made_pdf import column, pdf
from tests.reading.sources import read_bytes

HEADERS = """\
Received: from mail.kg.example by kg.example; Wed, 8 May 2024 21:00:00 +0000
Message-ID: <1@kg.example>
From: Ann Lee <ann@kg.example>
To: bo@kg.example
Date: Wed, 08 May 2024 23:30:00 -0700
"""
PLAIN = f"{HEADERS}Subject: =?utf-8?q?Port_talks=3A_caf=C3=A9?=\n\nThe talks have ended.\n\nBo said that he was glad.\n"


def message(text: str = "The talks have ended.\n", **headers: str) -> EmailMessage:
    made = EmailMessage()
    given = {
        "From": "Ann Lee <ann@kg.example>",
        "Date": "Wed, 08 May 2024 10:00:00 GMT",
        "Message-ID": "<1@kg.example>",
    }
    for name, value in {**given, "Subject": "Port talks", **headers}.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def test_mail_headers_are_the_metadata() -> None:
    ((document,), messages) = read_bytes(PLAIN.encode(), "a.eml")
    assert messages == []
    assert (document.title, document.date, document.author) == ("Port talks: café", "2024-05-08", "Ann Lee")
    assert document.text == "The talks have ended.\n\nBo said that he was glad.\n"
    assert (document.publisher, document.url) == (None, None)


def test_mail_is_known_by_its_headers() -> None:
    assert read_bytes(PLAIN.encode(), "note")[0][0].author == "Ann Lee"
    assert read_bytes(PLAIN.replace("\n", "\r\n").encode(), "note.txt")[0][0].author == "Ann Lee"
    article = b"From: the council\nTo: the people\nSubject: the harbour\n\nIt is open.\n"
    assert read_bytes(article, "note.txt")[0][0].text.startswith("From: the council")


@pytest.mark.parametrize(
    ("charset", "body"),
    [
        ("utf-8", "Café".encode()),
        ("iso-8859-1", "Café".encode("latin-1")),
        ("us-ascii", "Café".encode()),
        ("no-such-charset", "Café".encode("cp1252")),
        ("utf-16", "Café".encode()),
    ],
)
def test_mail_charsets_that_are_right_wrong_or_unknown(charset: str, body: bytes) -> None:
    data = f"{HEADERS}Content-Type: text/plain; charset={charset}\n\nThe ".encode() + body + b" has closed.\n"
    assert read_bytes(data, "a.eml")[0][0].text == "The Café has closed.\n"


def test_mail_plain_form_is_taken_unless_it_only_points_at_the_other() -> None:
    made = message("The talks have ended, said Bo.\n")
    made.add_alternative("<p>The talks <b>have ended</b>, said Bo.</p><p>More.</p>", subtype="html")
    assert read_bytes(made.as_bytes(), "a.eml")[0][0].text == "The talks have ended, said Bo.\n"
    made = message("See the other form.\n")
    made.add_alternative(
        "<p>The talks have ended, and both sides said so in a long statement.</p><blockquote>We are glad.</blockquote>",
        subtype="html",
    )
    assert read_bytes(made.as_bytes(), "a.eml")[0][0].text == (
        "The talks have ended, and both sides said so in a long statement.\n\n> We are glad.\n"
    )


def test_mail_soft_line_breaks_signatures_and_quotations() -> None:
    body = "The talks have \nended today.\n\n> Bo wrote that \n> he is glad.\n\nHe is.\n-- \nAnn Lee\nTel. 1\n"
    data = f"{HEADERS}Content-Type: text/plain; format=flowed\n\n{body}".encode()
    assert (
        read_bytes(data, "a.eml")[0][0].text == "The talks have ended today.\n\n> Bo wrote that he is glad.\n\nHe is.\n"
    )


def test_mail_what_is_attached_is_read_by_its_own_reader() -> None:
    made = message()
    made.add_attachment(
        pdf([column(60, 700, "The ministers met in the port.")]),
        maintype="application",
        subtype="pdf",
        filename="report.pdf",
    )
    made.add_attachment(b"\x89PNG\r\n\x1a\n\0", maintype="image", subtype="png", filename="logo.png")
    made.add_attachment(message("An older message.\n", Subject="Older"), filename="old.eml")
    made.add_attachment(b"\0\1\2", maintype="application", subtype="octet-stream", filename="../x.bin")
    documents, messages = read_bytes(made.as_bytes(), "a.eml")
    assert [document.text.strip() for document in documents] == [
        "The talks have ended.",
        "The ministers met in the port.",
        "An older message.",
    ]
    assert documents[2].title == "Older"
    assert len(messages) == 1 and messages[0].startswith("a.eml, ../x.bin: not an article")


def test_mail_mailbox_messages_are_read_one_by_one() -> None:
    parting = "From ann@kg.example Wed May  8 10:00:00 2024\n"
    second = PLAIN.replace("The talks have ended.", ">From the port came no word.\n\nFrom here on nobody spoke.")
    data = f"{parting}{PLAIN}\n{parting}{second}\n{parting}{HEADERS}\n\n".encode()
    documents, messages = read_bytes(data, "a.mbox")
    assert [document.text.split("\n")[0] for document in documents] == [
        "The talks have ended.",
        "From the port came no word.",
    ]
    assert "From here on nobody spoke." in documents[1].text
    assert messages == ["a.mbox, message 3: no text; an article needs some"]


def test_mail_archived_message_has_its_address() -> None:
    made = message(Archived_At="<https://lists.kg.example/1>")
    assert read_bytes(made.as_bytes(), "a.eml")[0][0].url == "https://lists.kg.example/1"


def test_mail_a_date_that_is_none_leaves_the_message_without() -> None:
    assert read_bytes(message(Date="sometime").as_bytes(), "a.eml")[0][0].date is None


def deep(levels: int) -> bytes:
    made = "Content-Type: text/plain\n\nDeep.\n"
    for level in range(levels):
        made = f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n{made}\n--b{level}--\n'
    return (HEADERS + made).encode()


def multipart() -> bytes:
    made = message()
    made.add_alternative("<p>The talks have ended.</p>", subtype="html")
    return made.as_bytes()


@pytest.mark.parametrize(
    ("data", "messages"),
    [
        (
            f"{HEADERS}Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n".encode(),
            ["an encrypted message; save it decrypted"],
        ),
        (f"{HEADERS}\n-----BEGIN PGP MESSAGE-----\nx\n".encode(), ["an encrypted message; save it decrypted"]),
        (
            f"{HEADERS}Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB\n".encode(),
            ["an encrypted message; save it decrypted"],
        ),
        (multipart()[:-40], ["cut off: its last part has no end"]),
        (f"{HEADERS}\n\n".encode(), ["no text; an article needs some"]),
        (b"", ["no text; an article needs some"]),
        (f"{HEADERS}\n{'x' * 17_000_000}".encode(), ["a text of more than 16,000,000 bytes, too long for one message"]),
    ],
    ids=range(7),
)
def test_mail_what_cannot_be_read_is_told_in_one_line(data: bytes, messages: list[str]) -> None:
    assert read_bytes(data, "a.eml") == ([], [f"a.eml: {message}" for message in messages])


def test_mail_parts_inside_parts_end_somewhere() -> None:
    documents, messages = read_bytes(deep(20), "a.eml")
    assert [document.text for document in documents] == ["Deep.\n"]
    documents, messages = read_bytes(deep(3000), "a.eml")
    assert len(documents) + len(messages) == 1


def test_mail_zip_in_a_message_in_a_mailbox() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "Packed.")
    made = message()
    made.add_attachment(packed.getvalue(), maintype="application", subtype="zip", filename="all.zip")
    documents, messages = read_bytes(b"From a@kg.example Wed May  8 10:00:00 2024\n" + made.as_bytes(), "a.mbox")
    assert ([document.text for document in documents], messages) == (["The talks have ended.\n", "Packed."], [])
