"""The control words of rich text that the reader knows, by what it does with them. Those of a
group that it does not know are passed over, as the format asks."""

from edi_shortlist.documents.model import Part

#: Characters that have a word or a symbol of their own.
CHARACTERS = {
    b"tab": "\t",
    b"line": "\n",
    b"lbr": "\n",
    b"page": "\n",
    b"column": "\n",
    b"emdash": "—",
    b"endash": "–",
    b"emspace": " ",
    b"enspace": " ",
    b"qmspace": " ",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"zwj": "\u200d",
    b"zwnj": "\u200c",
}
SYMBOLS = {
    b"~": " ",
    b"_": "-",
    b"-": "",
    b"{": "{",
    b"}": "}",
    b"\\": "\\",
    b"\t": "\t",
}

#: Groups that are streams of their own.
STREAMS = {
    b"header": Part.HEADER,
    b"headerl": Part.HEADER,
    b"headerr": Part.HEADER,
    b"headerf": Part.HEADER,
    b"footer": Part.FOOTER,
    b"footerl": Part.FOOTER,
    b"footerr": Part.FOOTER,
    b"footerf": Part.FOOTER,
    b"footnote": Part.NOTE,
    b"annotation": Part.COMMENT,
    b"shptxt": Part.TEXT_BOX,
    b"dptxbxtext": Part.TEXT_BOX,
}

#: What the file says of itself, and under which name that is kept.
PROPERTIES = {
    b"author": "author",
    b"operator": "last modified by",
    b"company": "company",
    b"manager": "manager",
    b"title": "title",
    b"subject": "subject",
    b"keywords": "keywords",
}

#: Groups whose text is gathered for something else than the page.
GATHERED = frozenset({b"atnauthor", b"template", b"ffl", b"sn", b"sv"})

#: Groups marked as "pass over what you do not know" that the reader knows.
KNOWN = (
    STREAMS.keys()
    | PROPERTIES.keys()
    | GATHERED
    | {
        b"shpinst",
        b"shppict",
        b"picprop",
        b"do",
        b"fldinst",
        b"formfield",
        b"nesttableprops",
        b"ud",
        b"moMath",
        b"moMathPara",
    }
)

#: Groups that hold nothing to read, or what stands elsewhere as well.
PASSED_OVER = frozenset(
    {
        b"colortbl",
        b"filetbl",
        b"listtable",
        b"listoverridetable",
        b"nonshppict",
        b"shprslt",
        b"nonesttables",
        b"xe",
        b"tc",
        b"tcn",
        b"rxe",
        b"ftnsep",
        b"ftnsepc",
        b"ftncn",
        b"aftnsep",
        b"aftnsepc",
        b"aftncn",
        b"creatim",
        b"revtim",
        b"printim",
        b"buptim",
        b"doccomm",
        b"comment",
        b"private",
        b"objdata",
        b"objclass",
        b"objname",
        b"bkmkstart",
        b"bkmkend",
        b"mchr",
        b"mbegChr",
        b"msepChr",
        b"mendChr",
        b"fontemb",
        b"falt",
        b"panose",
    }
)

#: Properties of a drawing whose value is text, and where that belongs.
DRAWN = {"wzDescription": Part.DESCRIPTION, "gtextUNICODE": Part.TEXT_BOX}
