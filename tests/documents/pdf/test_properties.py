"""What a PDF says of itself."""

from pathlib import Path

from documents.pdf.raw_pdf import said, stream, write
from edi_shortlist.documents.model import Property
from edi_shortlist.documents.pdf.reader import read_pdf

PACKET = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Keywords="Muslim, Bootle">
<dc:creator><rdf:Seq><rdf:li>Zoë Khan</rdf:li><rdf:li>Ana Reid</rdf:li></rdf:Seq></dc:creator>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">CV of Zoë Khan</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def test_information_and_packet(tmp_path: Path) -> None:
    path = write(
        tmp_path / "cv.pdf",
        said(50, 700, "Text"),
        catalog="/Metadata 10 0 R",
        objects={
            10: stream(PACKET.encode(), "/Type /Metadata /Subtype /XML"),
            11: "<< /Author (Zo\\353 Khan) /Subject <FEFF00430056> /Producer (Writer 9) >>",
        },
    )
    path.write_bytes(path.read_bytes().replace(b"trailer\n<<", b"trailer\n<< /Info 11 0 R"))
    assert read_pdf(path).properties == (
        Property("author", "Zoë Khan"),
        Property("subject", "CV"),
        Property("keywords", "Muslim, Bootle"),
        Property("author", "Ana Reid"),
        Property("title", "CV of Zoë Khan"),
    )


def test_a_packet_that_is_no_xml(tmp_path: Path) -> None:
    path = write(
        tmp_path / "cv.pdf",
        said(50, 700, "Text"),
        catalog="/Metadata 10 0 R",
        objects={10: stream(b"\0 no <xml")},
    )
    document = read_pdf(path)
    assert (document.text, document.properties) == ("Text", ())
