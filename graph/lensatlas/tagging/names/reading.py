"""One article with what its words tell about capitals, and the capitalised chains of its prose."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.tagging.names import words as w
from lensatlas.tagging.names.chains import chains
from lensatlas.tagging.names.evidence import COMMON, Evidence, Usage, english, frequent, ordinary
from lensatlas.tagging.names.headlines import key
from lensatlas.tagging.names.known import is_given, is_place, places_in_small_letters
from lensatlas.tagging.names.manner import is_dateline, lines, unwrapped
from lensatlas.tagging.names.tokens import capitals, is_initial, opens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lensatlas.model import ActorKind
    from lensatlas.tagging.names.manner import Line
    from lensatlas.tagging.names.tokens import Chain, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What is known beside the article: ``listed`` names by their words in small letters, the ``kinds`` of names, the corpus's ``usage``."""

    listed: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, ActorKind] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)


class Stretch(NamedTuple):
    """A chain of a passage, and the name that it spells."""

    passage: int
    chain: Chain
    name: str


class Reading:
    """An article's passages with their lines, capitalised words and :attr:`evidence`; soft line breaks are spaces here."""

    def __init__(self, passages: Sequence[str], knowledge: Knowledge, around: Evidence | None = None) -> None:
        self.knowledge, self._around = knowledge, around
        self.passages = [unwrapped(text) for text in passages]
        self.lines = [lines(text) for text in self.passages]
        self._tokens = [capitals(text) for text in self.passages]
        self.evidence = Evidence()
        for text, these, tokens in zip(self.passages, self.lines, self._tokens, strict=True):
            starts = [line.start for line in these]
            prose = [t for t in tokens if these[bisect_right(starts, t.start) - 1].manner == "prose"]
            plain = "\n".join(text[line.start : line.end] for line in these if line.manner == "prose")
            self.evidence.note(plain, text, prose)
        self._ordinary: dict[str, bool] = {}

    def prose(self) -> list[Stretch]:
        """The chains of all lines that are no headlines."""
        found = []
        for number, text in enumerate(self.passages):
            for line, tokens in self._by_line(number):
                if tokens and line.manner in {"prose", "table"}:
                    doubtful = self._doubtful(text, table=line.manner == "table")
                    found += [Stretch(number, c, self._name(text, c)) for c in chains(text, tokens, doubtful)]
        return found

    def _by_line(self, number: int) -> Iterator[tuple[Line, list[Token]]]:
        tokens, at = self._tokens[number], 0
        for line in self.lines[number]:
            first = at
            while at < len(tokens) and tokens[at].start < line.end:
                at += 1
            yield line, tokens[first:at]

    def _doubtful(self, text: str, *, table: bool) -> Callable[[Token], bool]:
        """Whether a word of this passage is capitalised by its place alone; in a table no place gives capitals."""

        def doubtful(token: Token) -> bool:
            if not opens(text, token.start) or is_initial(text, token) or is_dateline(text, token.start):
                return False
            return _is_label(text, token) or (not table and (self.ordinary(token.text) or self._unwritten(token.text)))

        return doubtful

    def ordinary(self, word: str) -> bool:
        """Whether a capitalised word is an ordinary one: by this article and those around it, the corpus, and in general."""
        known = self._ordinary.get(word)
        if known is None:
            capital = self.evidence.capital.get(word, 0) + (self._around.capital.get(word, 0) if self._around else 0)
            known = self._ordinary[word] = ordinary(word, self.small(word), capital, self.knowledge.usage)
        return known

    def small(self, word: str) -> int:
        """How often a word stands in small letters."""
        lower = word.lower()
        return self.evidence.small.get(lower, 0) + (self._around.small.get(lower, 0) if self._around else 0)

    def in_headline(self, word: str) -> bool:
        """Whether a headline's word is no name: an ordinary word, or any English one that nobody writes with a capital elsewhere."""
        if is_given(word) or is_place(word):
            return self.ordinary(word)
        if word in w.MONTHS_AND_DAYS or frequent(word.lower(), COMMON):
            return True
        return self.ordinary(word) or self._unwritten(word)

    def _unwritten(self, word: str) -> bool:
        """Whether a word is English and nobody writes it with a capital inside a sentence."""
        written = self.evidence.capital.get(word) or (self._around and self._around.capital.get(word))
        return not written and word not in self.knowledge.usage.proper and english(word)

    def _name(self, text: str, chain: Chain) -> str:
        name = " ".join(text[chain.start : chain.end].split()).replace("’", "'")
        if chain.nation:
            return f"{chain.nation} {name}"
        if name.isupper() and len(name) > 3:  # "VENICE, Italy"
            return places_in_small_letters().get(key(name)) or self.knowledge.listed.get(key(name), name)
        return name


def evidence_of(texts: Sequence[str]) -> Evidence:
    """The evidence of several texts together."""
    evidence = Evidence()
    for text in texts:
        own = Reading([text], Knowledge()).evidence
        evidence.small.update(own.small)
        evidence.capital.update(own.capital)
    return evidence


def _is_label(text: str, token: Token) -> bool:
    """A word before a colon where a line begins: "Scorers:"."""
    return text[token.end : token.end + 2].lstrip().startswith(":") and not is_place(token.text)
