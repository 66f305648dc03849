import pytest

from edi_shortlist.documents.containers.fields import (
    author,
    decoded,
    file_name,
    people,
    read_fields,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Application", "Application"),
        ("=?utf-8?Q?Zo=C3=AB_Ng=C5=A9g=C4=A9?=", "Zoë Ngũgĩ"),
        ("=?UTF-8?B?Wm/DqyBOZ8WpZ8Sp?=", "Zoë Ngũgĩ"),
        ("=?utf-8*en-GB?Q?Zo=C3=AB?=", "Zoë"),
        ("=?utf-8?Q?Zo=C3?= =?utf-8?Q?=AB?=", "Zoë"),  # cut within a character
        ("=?utf-8?B?Wm/D?=\r\n =?utf-8?B?qw==?=", "Zoë"),
        ("=?iso-8859-1?Q?Caf=E9?= and =?utf-8?Q?th=C3=A9?=", "Café and thé"),
        ("=?iso-8859-1?Q?a?= =?utf-8?Q?b?=", "ab"),
        ("=?windows-1252?Q?=93Good=94_=96_=A35?=", "“Good” – £5"),
        ("Re:=?utf-8?Q?_Post?=", "Re: Post"),  # no blank between, against the rules
        ("=?utf-8?Q?CV of Zoe?=", "CV of Zoe"),  # blanks within, against the rules
        ("=?x-unknown?Q?Zo=C3=AB?=", "Zoë"),
        ("=?utf-8?B?Wm/DqyBOZ8WpZ8S?=", "Zoë Ngũg\ufffd"),  # damaged base64
        ("=?utf-8?B?!?=", ""),
        ("=?utf-8?Q?=ZZ=4?=", "=ZZ=4"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("=?idna?Q?xn--9ca?=", "xn--9ca"),
        ("=??Q?Zo=C3=AB?=", "Zoë"),
        ("a\t folded\r\n  line", "a folded line"),
    ],
)
def test_encoded_words(value: str, text: str) -> None:
    assert decoded(value) == text


@pytest.mark.parametrize(
    ("value", "shown", "name"),
    [
        ("Zoe Ngugi <zoe@example.com>", "Zoe Ngugi <zoe@example.com>", "Zoe Ngugi"),
        ('"Ngugi, Zoe" <zoe@example.com>', "Ngugi, Zoe <zoe@example.com>", "Ngugi, Zoe"),
        ("Ngugi, Zoe <zoe@example.com>", "Ngugi, Zoe <zoe@example.com>", "Ngugi, Zoe"),
        ('"=?utf-8?Q?Zo=C3=AB?=" <z@example.com>', "Zoë <z@example.com>", "Zoë"),
        ("=?utf-8?B?Wm/Dqw==?= <z@example.com>", "Zoë <z@example.com>", "Zoë"),
        (
            r'"Zoe \"Zed\" Ngugi" <z@example.com>',
            'Zoe "Zed" Ngugi <z@example.com>',
            'Zoe "Zed" Ngugi',
        ),
        ("zoe@example.com (Zoe Ngugi)", "zoe@example.com (Zoe Ngugi)", "Zoe Ngugi"),
        ("zoe@example.com", "zoe@example.com", "zoe@example.com"),
        (
            "<zoe@xn--caf-dma.example.com>",
            "<zoe@xn--caf-dma.example.com>",
            "zoe@xn--caf-dma.example.com",
        ),
        ('"a <b>" <c@example.com>', "a <b> <c@example.com>", "a <b>"),
        ('"never closed <z@example.com>', '"never closed <z@example.com>', '"never closed'),
        ("", "", ""),
    ],
)
def test_people(value: str, shown: str, name: str) -> None:
    assert people(value) == shown
    assert author(value) == name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('Content-Disposition: attachment; filename="cv.pdf"', "cv.pdf"),
        ("Content-Disposition: attachment; filename=cv of zoe.pdf", "cv of zoe.pdf"),
        ("Content-Disposition: attachment; filename*=utf-8''Zo%C3%AB.pdf", "Zoë.pdf"),
        (
            "Content-Disposition: attachment; filename*0*=utf-8''Zo%C3;\r\n filename*1*=%AB; filename*2=.pdf",
            "Zoë.pdf",
        ),
        (
            'Content-Disposition: attachment; filename*0="a long "; filename*1="name.pdf"',
            "a long name.pdf",
        ),
        ('Content-Disposition: attachment; filename="=?utf-8?Q?Zo=C3=AB.pdf?="', "Zoë.pdf"),
        ("Content-Disposition: attachment; filename==?utf-8?Q?Zo=C3=AB.pdf?=", "Zoë.pdf"),
        (
            'Content-Type: application/pdf; name="cv.pdf"\r\nContent-Disposition: attachment',
            "cv.pdf",
        ),
        ('Content-Disposition: attachment; filename="Zoë.pdf"', "Zoë.pdf"),  # in bare UTF-8
        ("Content-Disposition: attachment; filename*=odd-set''Zo%EB.pdf", "Zoë.pdf"),
        (f"Content-Disposition: attachment; filename*{'9' * 9000}=cv.pdf", ""),
        ("Content-Disposition: attachment; FILENAME = 'cv.pdf'", "'cv.pdf'"),
        ("Content-Disposition: attachment", ""),
    ],
)
def test_file_names(head: str, name: str) -> None:
    data = f"{head}\r\n\r\nbody".encode()
    fields, body = read_fields(data, 0, len(data))
    assert file_name(fields) == name
    assert data[body:] == b"body"


@pytest.mark.parametrize(
    ("data", "subject", "body"),
    [
        (b"Subject: Post\n\nDear", "Post", b"Dear"),
        (b"Subject: Post\r\n\r\nDear", "Post", b"Dear"),
        (b"Subject:\n Post\n\t5\n\nDear", " Post\t5", b"Dear"),
        (b"Subject : Post\n\nDear", " Post", b"Dear"),
        (b"Subject: a\nbadly folded\nFrom: b@example.com\n\nDear", " a badly folded", b"Dear"),
        (b"Subject: Post\nDear Panel, I apply.", " Post", b"Dear Panel, I apply."),
        (b"\nSubject: Post", None, b"Subject: Post"),
        (b"Dear Panel", None, b"Dear Panel"),
        (b"Subject: Post", "Post", b""),
        (b"Subject: Post\n\n", "Post", b""),
        (b"subject: " + "Zoë".encode("cp1252") + b"\n\nDear", "Zoë", b"Dear"),
        (b"", None, b""),
    ],
)
def test_where_the_body_begins(data: bytes, subject: str | None, body: bytes) -> None:
    fields, at = read_fields(data, 0, len(data))
    found = fields["subject"]
    assert (found and found.strip()) == (subject and subject.strip())
    assert data[at:] == body
