"""What a form prints among the answers: how to answer, and in how many words."""

import re

from edi_shortlist.documents.forms.words import FormWords

#: What a form says of how long an answer may be, and an applicant of how long it is.
LIMIT = re.compile(
    r"[(\[]?\s*(?:(?:please\s+)?(?:(?:use|write|answer in|give)\s*)?(?:a\s+)?"
    r"(?:max(?:imum)?\.?|up to|"
    r"no more than|not more than|at most|around|about|approx(?:imately)?\.?|between|"
    r"minimum(?: of)?|limit(?:ed)?|word limit|word count|words?)\b[^.\n)\]\d]{0,40}|"
    r"(?<!\d)(?=\d+\s+words?))"
    r"\d{2,5}(?:\s*(?:-|–|to|and)\s*\d{2,5})?(?:\s*(?:words?|characters))?"
    r"(?:\s+(?:max(?:imum)?|limit|only|or (?:less|fewer)))?\s*[.)\]]*",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"(?:please|tell us|use this|explain|describe|give (?:us|an|examples)|in this section|continue|"
    r"you should|you must|you may|make sure|maximum|no more than|write|set out|refer to|read the|"
    r"we (?:will|shall|use|shortlist|want)|this (?:section|part|is)|show (?:us|how)|outline|"
    r"demonstrate|remember|note|guidance|tip|if you|using|provide|include|your answer|answers?)\b",
    re.IGNORECASE,
)
#: Words that only the applicant writes.
FIRST_PERSON = re.compile(r"\b(?:i|my|me|myself|mine|i['’](?:m|ve|d|ll))\b", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you|your|us|we|words|criteri\w+|specification|section|page)\b", re.I)


def is_printed(line: str, words: FormWords) -> bool:
    """Whether a line is the form's own, such as a limit of words, rather than the applicant's."""
    said = line.strip()
    if words.printed is not None and words.printed.match(said):
        return True
    if LIMIT.fullmatch(said):
        return True
    return bool(
        len(said) < 400
        and _PRINTED.match(said.lstrip("([*•- "))
        and _YOU.search(said)
        and not FIRST_PERSON.search(said)
    )


def trimmed(text: str, start: int, end: int, words: FormWords) -> tuple[int, int]:
    """Return a place in ``text`` without blanks, rules and the form's own lines at its ends."""
    # Offsets alone move here: to cut the text anew for each line would take too long.
    while start < end:
        begins = start
        while begins < end and text[begins] in _BLANK + ":?.":
            begins += 1
        stops = text.find("\n", begins, end)
        limit = LIMIT.match(text, begins, end)
        if begins < stops and is_printed(text[begins:stops], words):
            begins = stops
        elif limit and (limit[0][:1] in "([" or limit.end() == end):
            begins = limit.end()
        if begins == start:
            break
        start = begins
    while start < end:
        stops = end
        while stops > start and text[stops - 1] in _BLANK:
            stops -= 1
        begins = text.rfind("\n", start, stops) + 1
        if begins and LIMIT.fullmatch(text[begins:stops].strip()):
            stops = begins
        if stops == end:
            break
        end = stops
    return start, max(start, end)


_BLANK = " \n\t_"
