"""The names in an article: found, linked to their full forms, and given a kind."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import ChainMap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lensatlas.tagging.names import words as w
from lensatlas.tagging.names.chains import chains
from lensatlas.tagging.names.coreference import Bearers
from lensatlas.tagging.names.evidence import COMMON, Evidence, Usage, english, frequent, ordinary
from lensatlas.tagging.names.headlines import Phrases, in_headline, key
from lensatlas.tagging.names.judging import Verdict, by_context, by_words
from lensatlas.tagging.names.known import is_given, is_place, parts_of_the_world, places_in_small_letters, surnames
from lensatlas.tagging.names.manner import lines, unwrapped
from lensatlas.tagging.names.sport import is_team_sport
from lensatlas.tagging.names.tokens import capitals, is_initial, opens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lensatlas.model import ActorKind
    from lensatlas.tagging.names.chains import Chain
    from lensatlas.tagging.names.judging import Votes
    from lensatlas.tagging.names.manner import Line
    from lensatlas.tagging.names.tokens import Token

_PLACES = frozenset({"city", "region", "place"})
_DEFINED = re.compile(r" ?\( ?((?:[A-Z]\.?){2,8}) ?\)")
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’-]{2,30}(?: ?, ?[A-Z][\w .]{1,24}?)? *(?:\d{4}-\d\d-\d\d|\(\w+\)|--|—|, \w{3,9} \d)"
)
_MONTH_OR_DAY = re.compile("|".join(sorted(word.upper() for word in w.MONTHS_AND_DAYS)))
_BEFORE = re.compile(r"(\w+|\()[\s\"“]*$")


class Named(NamedTuple):
    """``passages[passage][start:end]`` names ``full``, which is of this ``kind``, by this ``rule``; ``weight``: how sure the kind is."""

    passage: int
    start: int
    end: int
    full: str
    kind: ActorKind
    rule: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What is known beside the article: ``listed`` names by their words in small letters, the ``kinds`` of names, the corpus's ``usage``."""

    listed: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, ActorKind] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)


class _Found(NamedTuple):
    passage: int
    chain: Chain
    name: str


def names_in(passages: Sequence[str], knowledge: Knowledge, around: Evidence | None = None) -> list[Named]:
    """The names in an article's passages, in order, none overlapping. A pure function of its arguments.

    ``around`` is evidence of other texts on how words are written, used beside the article's own.
    """
    return Reading(passages, knowledge, around).names()


class Reading:
    """One article with what its words tell about capitals (:attr:`evidence`)."""

    def __init__(self, passages: Sequence[str], knowledge: Knowledge, around: Evidence | None = None) -> None:
        self.given, self.knowledge = passages, knowledge
        self.passages = passages = [unwrapped(text) for text in passages]
        self.lines = [lines(text) for text in passages]
        self.tokens = [capitals(text) for text in passages]
        self.evidence = Evidence()
        for text, these, tokens in zip(passages, self.lines, self.tokens, strict=True):
            starts = [line.start for line in these]
            prose = [t for t in tokens if these[bisect_right(starts, t.start) - 1].manner == "prose"]
            self.evidence.note(
                "\n".join(text[line.start : line.end] for line in these if line.manner == "prose"), text, prose
            )
        self.around = around
        self.team_sport = is_team_sport(passages)
        self._ordinary: dict[str, bool] = {}

    def names(self) -> list[Named]:
        """The names, in order: prose is read first, and what it names is looked for in the headlines."""
        found = self.prose()
        kinds = self.judged(found)
        bearers = Bearers.of(((name, verdict.kind) for name, verdict in kinds.items()), self.defined(found))
        named = [name for one in found if (name := self.named(one, kinds, bearers))]
        named += self.headlines(kinds, bearers)
        parts = (part for one in named for part in _by_lines(one, self.given[one.passage]))
        return sorted(parts, key=lambda one: (one.passage, one.start))

    def ordinary(self, word: str) -> bool:
        """Whether a word's capital comes from its place alone."""
        known = self._ordinary.get(word)
        if known is None:
            small, capital = self.evidence.small.get(word.lower(), 0), self.evidence.capital.get(word, 0)
            if self.around:
                small += self.around.small.get(word.lower(), 0)
                capital += self.around.capital.get(word, 0)
            known = self._ordinary[word] = ordinary(word, small, capital, self.knowledge.usage)
        return known

    def headline_word(self, word: str) -> bool:
        """Whether a headline's word is no name: an ordinary word, or any English one that nobody writes with a capital elsewhere."""
        if is_given(word) or is_place(word):
            return self.ordinary(word)
        if word in w.MONTHS_AND_DAYS or frequent(word.lower(), COMMON):
            return True
        written = self.evidence.capital.get(word) or (self.around and self.around.capital.get(word))
        return self.ordinary(word) or (not written and word not in self.knowledge.usage.proper and english(word))

    def unwritten(self, word: str) -> bool:
        """Whether a word is English and nobody writes it with a capital inside a sentence."""
        written = self.evidence.capital.get(word) or (self.around and self.around.capital.get(word))
        return not written and word not in self.knowledge.usage.proper and english(word)

    def small(self, word: str) -> int:
        """How often a word stands in small letters."""
        return self.evidence.small.get(word.lower(), 0) + (self.around.small.get(word.lower(), 0) if self.around else 0)

    def prose(self) -> list[_Found]:
        """The chains of all lines that are no headlines."""
        found = []
        for number, text in enumerate(self.passages):
            for line, tokens in self._by_line(number):
                if line.manner in {"prose", "table"}:
                    table = line.manner == "table"

                    def doubtful(token: Token, text: str = text, table: bool = table) -> bool:
                        if not opens(text, token.start) or is_initial(text, token):
                            return False
                        return _is_label(text, token) or (not table and (self.ordinary(token.text) or self.unwritten(token.text)))

                    found += [_Found(number, c, _name(text, c, self.knowledge.listed)) for c in chains(text, tokens, doubtful)]
        return found

    def _by_line(self, number: int) -> Iterator[tuple[Line, list[Token]]]:
        tokens, at = self.tokens[number], 0
        for line in self.lines[number]:
            these = []
            while at < len(tokens) and tokens[at].start < line.end:
                these.append(tokens[at])
                at += 1
            yield line, these

    def judged(self, found: Sequence[_Found]) -> dict[str, Verdict]:
        """The kind of each name, by its own words and by all its places in the article."""
        votes: dict[str, Votes] = {}
        whys: dict[str, dict[str, str]] = {}
        for one in found:
            if one.name not in votes:
                kind, weight, why = self._own_kind(one)
                votes[one.name], whys[one.name] = {kind: weight}, {kind: why}
            listed = self.knowledge.kinds.get(one.name)
            if listed and not (is_given(one.name) or one.name in surnames()):
                continue
            text = self.passages[one.passage]
            if _is_dateline(text, one.chain.start):
                votes[one.name]["city"] = votes[one.name].get("city", 0.0) + 4.0
                continue
            if (
                self.team_sport
                and len(one.chain.tokens) == 1
                and text[one.chain.end : one.chain.end + 2].strip().isdigit()
            ):
                votes[one.name]["organization"] = votes[one.name].get("organization", 0.0) + 1.0
            for other, more in by_context(self.passages[one.passage], one.chain).items():
                votes[one.name][other] = votes[one.name].get(other, 0.0) + more
        return {name: _verdict(cast, whys[name]) for name, cast in votes.items()}

    def _own_kind(self, one: _Found) -> tuple[ActorKind, float, str]:
        listed = self.knowledge.kinds.get(one.name)
        if listed:
            return listed, 6.0, "listed"
        return by_words(one.name, headed=one.chain.headed)

    def defined(self, found: Sequence[_Found]) -> Iterator[tuple[str, str]]:
        """Acronyms that stand in brackets after the name they stand for."""
        for one in found:
            text = self.passages[one.passage]
            after = _DEFINED.match(text, one.chain.end)
            if after and len(one.chain.tokens) > 1:
                letters = after[1].replace(".", "")
                capital = "".join(word[0] for word in one.name.split() if word[0].isupper())
                if letters[0] == capital[0] and set(letters) <= set(one.name.upper()):
                    yield after[1], one.name

    def named(self, one: _Found, kinds: Mapping[str, Verdict], bearers: Bearers) -> Named | None:
        """A chain as a name: of whom, of which kind, by which rule."""
        verdict = kinds[one.name]
        place = (one.passage, one.chain.start, self._end(one))
        link = (
            bearers.of_name(one.name)
            if len(one.chain.tokens) == 1
            or one.chain.headed is False
            and " " in one.name
            and one.name.split()[0] in w.PARTICLES
            else None
        )
        if link and not (
            verdict.kind in {"country", *_PLACES}
            and (link[1] == "short-name" or (link[1] == "first-name" and not is_given(one.name)))
        ):
            full, rule = link
            return Named(*place, full, kinds[full].kind if full in kinds else "organization", rule, 2.5)
        if bearers.is_surname(one.name) and verdict.weight < 3:
            return Named(*place, one.name, "person", "surname", 1.5)
        if len(one.chain.tokens) == 1 and not one.chain.titled and one.name in w.TITLES:
            return None  # a title that is no one's surname here
        if verdict.why == "shouted-word" and self.small(one.name) and one.name not in bearers.acronyms:
            return None
        if self.team_sport and verdict.why in {"city", "region", "airfield"} and len(one.chain.tokens) <= 3 and self._as_club(one):
            return Named(*place, f"{one.name} (club)", "organization", "club", 1.5)
        return Named(*place, one.name, verdict.kind, verdict.why, verdict.weight)

    def _end(self, one: _Found) -> int:
        """Where a name ends: "Inc." with its full stop."""
        end = one.chain.end
        return end + (one.chain.tokens[-1].text in w.COMPANIES and self.passages[one.passage][end : end + 1] == ".")

    def _as_club(self, one: _Found) -> bool:
        """Whether a city stands for its club: not where something is *in* it or from it, and not in a dateline."""
        text = self.passages[one.passage]
        before = _BEFORE.search(text, max(0, one.chain.start - 30), one.chain.start)
        after = text[one.chain.end : one.chain.end + 3].lstrip()
        if (before and before[1].lower() in {"in", "near", "outside", "(", "around", "across", "at"}) or _is_dateline(
            text, one.chain.start
        ):
            return False
        return not (after.startswith(",") and False)

    def headlines(self, kinds: Mapping[str, Verdict], bearers: Bearers) -> Iterator[Named]:
        """The names in headlines, read by what the prose below them names."""
        phrases = Phrases(sorted(kinds, key=lambda name: (-len(name), name)))
        listed = (
            ChainMap(dict(self.knowledge.listed), places_in_small_letters())
            if any(line.manner in {"titled", "shouted"} for these in self.lines for line in these)
            else {}
        )
        phrases.add(
            short for table in (bearers.surnames, bearers.acronyms, bearers.openings) for short in sorted(table)
        )
        for number, text in enumerate(self.passages):
            for line in self.lines[number]:
                if line.manner not in {"titled", "shouted"}:
                    continue
                for hit in in_headline(text, line.start, line.end, phrases, listed, self.headline_word):
                    yield self._headlined(number, hit.start, hit.end, hit.name, kinds, bearers)

    def _headlined(
        self, number: int, start: int, end: int, name: str, kinds: Mapping[str, Verdict], bearers: Bearers
    ) -> Named:
        listed = self.knowledge.kinds.get(name)
        if not listed and _is_dateline(self.passages[number], start):
            return Named(
                number,
                start,
                end,
                name,
                "region" if name in kinds and kinds[name].kind == "region" else "city",
                "dateline",
                4.0,
            )
        link = bearers.of_name(name)
        if link and name not in kinds:
            full, rule = link
            return Named(number, start, end, full, kinds[full].kind if full in kinds else "organization", rule, 2.5)
        if (
            self.team_sport
            and name in kinds
            and kinds[name].kind in _PLACES
            and not self.passages[number][:start].endswith("AT ")
        ):
            return Named(number, start, end, f"{name} (club)", "organization", "club", 1.5)
        if name in kinds:
            if link and link[1] == "surname":
                return Named(number, start, end, link[0], kinds[link[0]].kind, "surname", 2.5)
            return Named(number, start, end, name, kinds[name].kind, "headline", kinds[name].weight)
        if self.team_sport and not listed and is_place(name) and name not in parts_of_the_world() and not self.passages[number][:start].endswith("AT "):
            return Named(number, start, end, f"{name} (club)", "organization", "club", 1.5)
        kind, weight, _ = (listed, 3.0, "") if listed else by_words(name, headed=False)
        return Named(number, start, end, name, kind, "headline", min(weight, 3.0))


def _by_lines(one: Named, text: str) -> Iterator[Named]:
    """A name that a line break parts, as a mention on either line."""
    start = one.start
    for piece in text[one.start : one.end].split("\n"):
        yield one._replace(start=start, end=start + len(piece))
        start += len(piece) + 1


def _is_dateline(text: str, at: int) -> bool:
    """Whether a report's place and day, or place and agency, begin here: "CAIRO (Agency) -", "VENICE, Italy 2031-08-31"."""
    return (at == 0 or text[at - 1] == "\n") and _DATELINE.match(text, at) is not None and not _MONTH_OR_DAY.match(text, at)


def _is_label(text: str, token: Token) -> bool:
    """A word before a colon where a line begins: "Scorers:"."""
    return text[token.end : token.end + 2].lstrip().startswith(":") and not is_place(token.text)


def _name(text: str, chain: Chain, listed: Mapping[str, str]) -> str:
    name = " ".join(text[chain.start : chain.end].split()).replace("’", "'")
    if chain.nation:
        return f"{chain.nation} {name}"
    if name.isupper() and len(name) > 3:  # "VENICE, Italy"
        return places_in_small_letters().get(key(name)) or listed.get(key(name), name)
    return name


def _verdict(votes: Votes, whys: Mapping[str, str]) -> Verdict:
    kind = max(votes, key=lambda kind: (round(votes[kind], 9), kind))
    return Verdict(kind, votes[kind], whys.get(kind, "context"))
