"""The same marked documents with other people, letter case and layout, afresh each epoch."""

import random
import re
from dataclasses import replace

from gold import Marked, Piece
from people import People, plain, slug

_PART = re.compile(r"[^\W\d_]+(?:['’ʻ][^\W\d_]+)*")
# Parts of names that stay as they are.
_SMALL = set(
    re.findall(
        r"\w+",
        "de da do dos di del della la le van von der den al el bin binti ibn abu ap ab ferch ní ó "
        "mac nic st and of the jr snr cv na née dr o y e ul ben",
    )
)
_INK = {"EMAIL", "URL", "NAME"}
_AREAS = re.findall(
    r"\w+",
    "B BD BL BN BS CF CV DE DN E EX G GL HD HU IP L LE LS M N NE NG NR OL PE PL PR S SE SK SR SW "
    "TS WA WF WN WV YO",
)
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


class Swap:
    """One document's other names: part by part, the same part always the same new one."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.rng = people.rng
        self.parts: dict[str, str] = {}
        self.initials: dict[str, str] = {}

    def learn(self, names: list[str]) -> None:
        """Give each person one origin, the fullest names first."""
        for name in sorted(set(names), key=lambda n: -len(n)):
            parts = [p for p in _PART.findall(name) if self._swapped(p)]
            origin = self.people.origin()
            comma = "," in name
            for i, part in enumerate(parts):
                family = len(parts) > 1 and (i == len(parts) - 1) != comma
                if plain(part).lower() in self.parts:
                    continue
                draw = self.people.family if family else self.people.given
                new = draw(origin)
                self.parts[plain(part).lower()] = new
                self.initials.setdefault(part[0].lower(), new[0])

    @staticmethod
    def _swapped(part: str) -> bool:
        return len(part) > 2 and part.lower() not in _SMALL

    def name(self, text: str) -> str:
        """Rewrite a name, letter case kept."""

        def new(match: re.Match[str]) -> str:
            part = match[0]
            if len(part) == 1:
                other = self.initials.get(part.lower(), part)
                return other.upper() if part.isupper() else other.lower()
            found = self.parts.get(plain(part).lower()) if self._swapped(part) else None
            if found is None:
                return part
            if part.isupper():
                return found.upper()
            return found.lower() if part.islower() else found

        return _PART.sub(new, text)

    def address(self, text: str) -> str:
        """Rewrite the known name parts inside an e-mail address or a link."""
        for part in sorted(self.parts, key=len, reverse=True):
            old = slug(part)
            if len(old) > 2:
                text = re.sub(
                    re.escape(old), lambda _, p=part: slug(self.parts[p]), text, flags=re.I
                )
        return text


class Augmenter:
    """Draws the variants; the shares stand in config.toml under ``[data]``."""

    def __init__(self, rng: random.Random, shares: dict) -> None:
        self.rng = rng
        self.shares = shares
        self.people = People(rng)

    def epoch(self, documents: list[Marked]) -> list[Marked]:
        """Return one epoch's variants of all documents."""
        whole = [d for d in documents if not d.single]
        single = [d for d in documents if d.single]
        varied = [self.vary(d) for d in self._join(single)] + [self.vary(d) for d in whole]
        self.rng.shuffle(varied)
        return varied

    def _join(self, single: list[Marked]) -> list[Marked]:
        """Put a share of the sentences together into paragraphs of two to five."""
        self.rng.shuffle(single)
        together = single[: int(len(single) * self.shares["joined"])]
        result = single[len(together) :]
        while together:
            size = self.rng.randint(2, 5)
            group, together = together[:size], together[size:]
            gap = Piece(self.rng.choice([" ", "\n", "\n\n", "\n- ", "\n• "]))
            pieces = [p for d in group for p in (*d.pieces, gap)][:-1]
            result.append(Marked(group[0].name, tuple(pieces), single=True))
        return result

    def vary(self, document: Marked) -> Marked:
        """Return the document with other people and looks."""
        pieces = list(document.pieces)
        if self.rng.random() < self.shares["swap_names"]:
            pieces = self._swap(pieces)
        if self.rng.random() < self.shares["relaid"]:
            pieces = self._relaid(pieces)
        return self.recase(replace(document, pieces=tuple(pieces)))

    def _swap(self, pieces: list[Piece]) -> list[Piece]:
        swap = Swap(self.people)
        swap.learn([p.text for p in pieces if p.label == "NAME"])
        result = []
        for piece in pieces:
            text = piece.text
            if piece.label == "NAME":
                text = swap.name(text)
            elif piece.label in ("EMAIL", "URL"):
                text = swap.address(text)
            elif piece.label == "POSTCODE" and self.rng.random() < 0.7:
                text = self._postcode(text)
            elif piece.label == "ID_NUMBER" and self.rng.random() < 0.7:
                text = re.sub(r"\d", lambda _: str(self.rng.randrange(10)), text)
            elif piece.label == "PHONE" and self.rng.random() < 0.7:
                # Only the last three digits, so that numbers stay in Ofcom's drama ranges.
                text = re.sub(
                    r"\d(?=(?:\D*\d){0,2}\D*$)", lambda _: str(self.rng.randrange(10)), text
                )
            result.append(replace(piece, text=text))
        return result

    def _postcode(self, text: str) -> str:
        rng = self.rng
        out = f"{rng.choice(_AREAS)}{rng.randrange(1, 29)}"
        if " " not in text.strip() and len(text) < 5:
            return out
        inner = f"{rng.randrange(10)}{rng.choice(_LETTERS)}{rng.choice(_LETTERS)}"
        return out + (" " if " " in text else "") + inner

    def _relaid(self, pieces: list[Piece]) -> list[Piece]:
        rng = self.rng
        changes = [
            (r"\t", rng.choice(["   ", " | ", "\n", ": ", "\t\t", " – "])),
            (r": ", rng.choice([":\t", ":\n", " - ", ":   ", ":", " "])),
            (r"\n\n", rng.choice(["\n", "\n\n\n", "\n----\n"])),
            (r"\n", rng.choice([" ", "\n\n", "\r\n"])),
            (r"[.;]\n", "\n"),
            (r"[’]", "'"),
            (r" – ", rng.choice(["-", " - ", ", ", " — "])),
            (r"(?m)^[-•–] ", rng.choice(["* ", "", "o ", "\t", "1. "])),
        ]
        chosen = rng.sample(changes, rng.randint(1, 2))
        result = []
        for piece in pieces:
            text = piece.text
            if not piece.label:
                for old, new in chosen:
                    text = re.sub(old, lambda _, n=new: n, text)
            result.append(replace(piece, text=text))
        return result

    def recase(self, document: Marked) -> Marked:
        """Return the document, now and then, in another letter case."""
        roll = self.rng.random()
        shares = self.shares
        for share, change, only_names in (
            (shares["whole_lower"], str.lower, False),
            (shares["whole_upper"], str.upper, False),
            (shares["names_lower"], str.lower, True),
            (shares["names_upper"], str.upper, True),
        ):
            if roll < share:
                pieces = tuple(
                    replace(p, text=change(p.text)) if p.label in _INK or not only_names else p
                    for p in document.pieces
                )
                return replace(document, pieces=pieces)
            roll -= share
        return document
