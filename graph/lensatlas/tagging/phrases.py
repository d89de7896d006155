"""Noun phrases that name who acts: their heads, their parts, and the lists they stand in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lensatlas.tagging.frequencies import surprise
from lensatlas.tagging.inflection import singular, wordset
from lensatlas.tagging.sentences import trimmed
from lensatlas.tagging.territories import territories

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lensatlas.tagging.sentences import Span

_BODIES = (
    "administration agency army assembly authority board branch bureau cabinet chamber commission committee congress council "
    "court department directorate exchequer executive government inspectorate judiciary junta legislature military ministry navy "
    "office parliament police presidency regime registry regulator secretariat senate service treasury tribunal watchdog force "
    "mission palace crown fleet monarchy state municipality chancellery consulate prosecution constabulary gendarmerie coastguard"
)
_GROUPS = (
    "actor affiliate ally alliance army association bank billionaire bloc boss broadcaster broker bureaucracy business camp cartel child "
    "church citizen city civilian clan clinic coalition commuter community company concern conglomerate conscript consortium "
    "consumer cooperative corporation country court critic cronies crony customer deputy diaspora diplomat district donor elite "
    "electorate estate executive faction family federation firm fishery fund general giant governor group guild hardliner hawk "
    "herder hospital household incumbent individual industry insider institution king landlord lawmaker leader leadership lender "
    "lobby mayor mediator member merchant middleman migrant militia minister minority monopoly movement municipality nation "
    "neighbor neighbourhood neighbour network newspaper nurse official oligarch operation opposition outlet owner parent partner "
    "party patient patron pensioner people person platform poor power premier press president prosecutor province public "
    "publisher refugee region renter resident retiree rival rebel school sector servant shareholder smallholder soldier "
    "spokesman staff stakeholder startup state student subsidiary supplier syndicate taxpayer teacher tenant town trade union "
    "university utility village villager voter warlord woman worker workforce youth lawyer judge aide loyalist friend guard market tank vendor "
    "veteran journalist agency ministry clerk captain crew user passenger driver fisherman woman man chief head director "
    "chair chairwoman chairman speaker senator dealer nominee appointee constituency holder operator contractor developer carrier shipper insurer "
    "importer exporter producer manufacturer trader investor creditor mediator negotiator buyer seller builder provider employer "
    "employee farmer taxpayer consultant adviser advisor candidate challenger chancellor commissioner editor reporter organiser "
    "organizer campaigner opponent applicant claimant defendant bidder winner loser shareholder concessionaire licensee guarantor "
    "landowner shipowner shopkeeper grower miller fisher docker driver borrower saver depositor debtor ratepayer "
    "auditor ombudsman comptroller controller examiner monitor observer whistleblower pupil daily weekly independent studio "
    "laboratory startup bakery shop store restaurant hotel clinic hospice kindergarten farm vineyard factory mill refinery "
    "shipyard airline airport railway co-op collective ranch plantation miner foundation charity nonprofit institute "
    "academy faculty team squad club league mosque temple monastery parish diocese priest imam cleric clergy pastor "
    "congregation tribe dynasty heir widow orphan victim survivor witness detainee prisoner inmate suspect dissident exile "
    "islander suburb island highland periphery earner jobseeker apprentice graduate trainee scholar professor lecturer "
    "academic scientist researcher historian engineer technician architect surveyor planner artist author writer columnist "
    "photographer presenter visitor tourist pilgrim rider motorist cyclist pedestrian trucker haulier forwarder stevedore "
    "longshoreman sailor seafarer skipper pilot trawler pastoralist rancher grazier planter picker logger forester hunter "
    "cleaner carer caregiver midwife doctor physician surgeon pharmacist paramedic firefighter officer constable colonel "
    "admiral recruit reservist mercenary fighter insurgent paramilitary gang mafia smuggler trafficker intermediary "
    "arbitrator arbiter notary registrar magistrate attorney barrister solicitor counsel plaintiff litigant appellant "
    "petitioner signatory underwriter accountant banker speculator bondholder stockholder freeholder leaseholder homeowner "
    "squatter settler colony territory county borough commune prefecture envoy emissary delegate delegation ambassador "
    "consul representative legislator councillor councilor secretary administrator bureaucrat staffer strategist pollster "
    "sponsor backer funder financier philanthropist magnate tycoon mogul baron chieftain elder queen prince sultan emir "
    "sheikh aristocrat royalist nationalist unionist separatist moderate radical liberal conservative progressive socialist "
    "populist reformer embassy archive museum gallery observatory panel jury regulator ombudsperson breeder brewer "
    "stallholder householder bookmaker undertaker allottee duopoly oligopoly pharmacy nursery theatre theater cinema garage bookshop kiosk dairy abattoir orchard marina guesthouse hostel shelter library wholesaler cannery distillery sawmill beneficiary grandee caucus bench trustee receiver liquidator "
    "auctioneer contractor subcontractor freelancer retailer wholesaler distributor franchisee concern newsroom camp bidder "
    "lobbyist hardliner technocrat oligarch kingmaker gatekeeper watchdog clearinghouse countryside hinterland heartland lessee lessor mortgagee organiser "
    "supporter follower guerrilla conscript cadet veteran bereaved evacuee migrant nomad peasant labourer laborer "
    "sharecropper crofter herdsman tenant-farmer wage-earner "
)
BODY_HEADS = frozenset(_BODIES.split())
ACTOR_HEADS = BODY_HEADS | frozenset(_GROUPS.split())
# Plurals that end like doers and are none.
_NOT_DOERS = wordset(
    "numbers papers matters orders borders factors doors waters barriers tenders transfers offers quarters figures others "
    "powers corridors harbours harbors documents tents rents events agents' talents patents incidents accidents parents' elements "
    "currents contents percents continents markers parameters corners shoulders counters waivers ledgers registers chapters errors "
    "mirrors vectors colours colors favours favors labours rumours tremors grants warrants plants restaurants covenants variants "
    "sanctions fees trees degrees decrees committees guarantees ports reactors tractors meters boundaries answers disasters servers "
    "towers flowers letters chambers figures feathers timbers numbers copiers printers computers scooters boilers shutters banners posters chapters clusters "
    "containers trailers tankers freighters headers folders scanners filters routers centers centres theaters theatres timers"
)
_DOERS = re.compile(r"(?:ers|ors|ists|ants|ents|ees|ians|eers)$")

_SKIPPED = wordset(
    "it they he she we i you this that these those both everyone everybody anyone anybody someone nobody none one ones who whoever "
    "whom which what each either neither all some many few most others another them him her us side sides nothing everything "
    "here there"
)
_LEADING = re.compile(
    r"^(?:(?:what|and|or|but|also|both|either|neither|nor|perhaps|notably|especially|mainly|chiefly|only|even|first|then|finally|meanwhile|"
    r"for now|for the moment|in turn|for once|so far|in practice|in effect|on paper|in the (?:short|long|near|medium) (?:run|term)|at first|"
    r"by contrast|overall|in the end|at home|here|today|similarly|likewise|secondly|thirdly|above all|to a lesser extent|of course|more quietly|indirectly|arguably|"
    r"(?:each|all|most|some|many|both|several|half) of|own|the|a|an|its|their|his|her|our|those|these|this|that|some|many|most|all|any|every|each|several|few|other|certain|various|"
    r"such)\b[,:]?\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:who|whom|whose|which|that|where|when|while|because|since|if|as|with|without|from|at|near|across|under|behind|via|"
    r"through|by|on|along|inside|outside|around|between|against|beyond|within|in|into|over|after|before|during|until|able|unable|"
    r"willing|eager|keen|already|now|still|alike|themselves|itself|himself|herself|alone|too|instead|to|rather|such|like|"
    r"including|seeking|holding|having|being|looking|hoping|trying|facing|using|owning|running|selling|buying|living|working|"
    r"waiting|caught|tied|linked|close|loyal|best|least|most|first|last|(?:downstream|upstream|abroad|elsewhere|today|nearby|overseas|inland)(?=\W*$))\b|\s+[a-z]{3,}ed(?=\s+by\b)|\s*[(—–]|\s+-\s|(?:(?<=[a-z]s)|(?<=ple))\s+\w{3,}ed(?=\s+(?:by|through|in|to|for|with|at|on|from|under|out)\b|\W*$)",
)  # fmt: skip
# Openings of a phrase that is no name of anyone: "by contrast", "in the short run".
_OPENERS = wordset(
    "behind beyond above below beneath beside is are was were has have will that against in on at by for with without under over after before since as when if because during through within across from to toward "
    "towards despite unlike amid among until once although though of into than so how why where whether not no"
)
_COMMA = re.compile(
    r"[;,]\s+(?:(?:and|or|plus|as well as|along with|but also)\b\s*)?|\s+(?:and|as well as|along with|plus|or|nor)\s+"
)
_ONE_CAPITAL = re.compile(r"\b[Tt]he\s+([A-Z][a-z]+)$")
_NAME_ENDS = re.compile(r"(?:[A-Z][\w’'-]+\s+){1,3}([A-Z][a-z]+)\b")
_APPOSED = re.compile(r"(?:the|a|an|its|their)\s+[\w’'-]+")
_REGION = re.compile(
    r"the\s+(?:\w+\s+)?(?:north|south|east|west|northeast|northwest|southeast|southwest|capital|provinces|countryside|interior|suburbs)\b"
)
_COORDINATED = re.compile(r"\s(?:and|or|nor|plus)\s")
# "Shoppers in Mombasa and Kampala": the second place belongs to the first.
_PLACED = re.compile(
    r"[a-z]\s+(?:in|from|around|near|outside|across|between)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,2}\s*$"
)
_PLACE = re.compile(r"(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,2}\s*(?=,|;|$)")
_RELATIVE = re.compile(r"\s(?:who|that|which|whose|whom|where)\s")


def heads_actor(noun: str) -> bool:
    """Whether a noun by itself says that someone can act, in the singular or plural.

    >>> [heads_actor(noun) for noun in ("Ministries", "fishermen", "townspeople", "specimen")]
    [True, True, True, False]
    """
    lower = noun.casefold()
    one = singular(lower)
    return (
        one in ACTOR_HEADS
        or lower.endswith(("children", "people", "women"))
        or (one != lower and lower.endswith("men"))
    )


def head(phrase: str) -> str:
    """The head noun: the last word before any preposition."""
    words = re.split(r"\s+(?:of|for|in|at|on|from|with|to)\s+", phrase, maxsplit=1)[0].split()
    return words[-1].strip("’'\"“”,.:;") if words else ""


# "Reinsurer", "microlender": a known doer with something before it.
_DOING = ("er", "or", "ers", "ors")
_LONG_HEADS = tuple(
    sorted(
        form for noun in ACTOR_HEADS if len(noun) >= 6 and noun.endswith(("er", "or")) for form in (noun, noun + "s")
    )
)
# Such a noun acts only with a word before it: "the lower house", "civil society".
_WITH_A_WORD = wordset("scheme capitals house society media interest class circle generation")
_SHARES = wordset(
    "tier layer majority handful group share minority ring circle number generation class network class coalition half third most rest"
)
_NO_NAMES = wordset("AI GDP VAT TV PR IT ID DNA OK CEO CPI QR GPS PDF FAQ NGO SME HR R&D KPI")


def names_actor(phrase: str) -> bool:
    """Whether a phrase that no list knows names someone who can act: by its head noun, or as a proper name of two words."""
    words = phrase.split()
    if not words or words[0].casefold() in _OPENERS or phrase.casefold() in _SKIPPED:
        return False
    last = head(phrase)
    lower = last.casefold()
    if (heads_actor(last) and lower != "powers") or (lower == "ones" and len(words) > 1):
        return True
    if lower.endswith(_DOING) and any(lower.endswith(noun) for noun in _LONG_HEADS):
        return True
    if (lower in _WITH_A_WORD or singular(lower) in _WITH_A_WORD) and len(words) > 1:
        return True
    if lower in _SHARES and " of " in phrase:
        return heads_actor(head(phrase.split(" of ", 1)[1]))
    if lower == "powers":
        return len(words) > 1
    if lower not in _NOT_DOERS and len(lower) > 5 and _DOERS.search(lower) and not lower.endswith("ments"):
        return True
    if any(not word[0].isupper() for word in words):
        return False
    acronym = len(last) > 1 and last.isupper() and last not in _NO_NAMES
    return len(words) > 1 or acronym or _rare(lower) or last in territories().cities


def _rare(word: str) -> bool:
    """A capital alone may be the sentence's; with a word that English hardly uses it is a name's ("Velloria", not "Silence")."""
    common = surprise(word)
    return common is None or common > 13.0


def is_pronoun(phrase: str) -> bool:
    """Whether it points at someone named elsewhere, or at no one."""
    words = phrase.casefold().split()
    return (
        not words
        or phrase.casefold() in _SKIPPED
        or words[0] in {"it", "they", "he", "she", "we", "who", "which", "there"}
    )


_PREDICATES = wordset(
    "is are was were be been has have had does do did will would can could may might must should stay stays remain remains become becomes goes go comes come"
)
_POINTERS = wordset("it they he she both its their")


def points_back(phrase: str) -> bool:
    """Whether a subject is nothing but a pronoun that someone named before may stand behind: "it", "they too"."""
    words = phrase.casefold().replace(",", " ").split()
    return bool(words) and words[0] in _POINTERS and all(w in _AFTER_POINTER or w.endswith("ly") for w in words[1:])


_AFTER_POINTER = wordset(
    "too also alone then now still both all itself themselves himself herself meanwhile however instead"
)


def bare(text: str, start: int, end: int) -> Span:
    """The noun phrase in ``text[start:end]`` without its articles, relative clauses and trailing adverbials."""
    span = trimmed(text, start, end)
    leading = _LEADING.match(text[span.start : span.end])
    begin = span.start + (leading.end() if leading else 0)
    inner = text[begin : span.end]
    tail = _TAIL.search(inner)
    while tail and _kept(inner, tail):
        tail = _TAIL.search(inner, tail.end())
    finish = begin + (tail.start() if tail else len(inner))
    while finish > begin and not (text[finish - 1].isalnum() or text[finish - 1] in "'’)"):
        finish -= 1
    return trimmed(text, begin, finish)


def _kept(phrase: str, tail: re.Match[str]) -> bool:
    """Reads "Officials in Tehran" keeps its place; "Ministry for War on Want" its proper name."""
    following = phrase[tail.end() :].lstrip()
    return tail.group().strip() in {"in", "on", "at"} and (
        following[:1].isupper() or _REGION.match(following) is not None
    )


def listed(text: str, start: int, end: int, names: Sequence[Span]) -> list[Span]:
    """The members of a list such as "A, B who would rather wait, and C": bare phrases, known names never split.

    ``names`` are the places of known names. A coordination of modifiers ("shipping and insurance firms") stays one.
    """
    pieces = _pieces(text, start, end, names)
    found: list[Span] = []
    pending: int | None = None
    if (
        len(pieces) > 2
        and _APPOSED.match(text, pieces[1][0].start)
        and text[pieces[0][0].start].isupper()
        and not _COORDINATED.search(text, start, end)
    ):
        pieces = pieces[:1]  # "Aquagen, the French operator, for thirty years"
    if (
        len(pieces) == 2
        and pieces[0][1]
        and text[pieces[0][0].end : pieces[1][0].start].strip() == ","
        and _named(text, pieces[0][0], names)
    ):
        # "the bank, the only domestic lender": the second is the first again; of "the state oil company, Petrovar" the name stays.
        named = text[pieces[1][0].start].isupper() and re.match(
            r"(?:the|a|an|its|their)\s+[a-z]", pieces[0][0].of(text), re.IGNORECASE
        )
        pieces = pieces[1:] if named else pieces[:1]
    for piece, glued in pieces:
        span = bare(text, pending if pending is not None else piece.start, piece.end)
        words = span.of(text)
        modifier = (
            not glued and " " not in words and words.islower() and not names_actor(words) and not words.endswith("s")
        )
        if modifier and piece is not pieces[-1][0]:
            pending = pending if pending is not None else piece.start
            continue
        pending = None
        if span.end > span.start and words.split()[0] not in _PREDICATES:
            found.append(span)
    return found


def _named(text: str, piece: Span, names: Sequence[Span]) -> bool:
    return names_actor(bare(text, *piece).of(text)) or any(piece.start <= n.start and n.end == piece.end for n in names)


def _pieces(text: str, start: int, end: int, names: Sequence[Span]) -> list[tuple[Span, bool]]:
    """Stretches between the separators; True where a comma (not a bare "and") ends one. Relative clauses are left out."""
    pieces: list[tuple[Span, bool]] = []
    at, relative = start, False
    separators = [
        s
        for s in _COMMA.finditer(text, start, end)
        if not _inside(s.start(), names)
        and not _bracketed(text, start, s.start())
        and not (s.group().strip() == "and" and _halves(text, start, s, end))
        and not (
            s.group().strip() == "and" and _PLACED.search(text, start, s.start()) and _PLACE.match(text, s.end(), end)
        )
    ]
    for separator in [*separators, None]:
        stop = separator.start() if separator else end
        piece = trimmed(text, at, stop)
        words = piece.of(text)
        opens = re.match(
            r"(?:who|whose|whom|which|where|when|while|because|although|though|including|but|especially|notably|now|once|formerly|already|long|still)\b",
            words,
            re.IGNORECASE,
        )
        if words and not opens and not relative:
            pieces.append((piece, bool(separator and separator.group()[0] in ",;")))
        comma = bool(separator and separator.group()[0] in ",;")
        continues = relative or bool(opens) or bool(_RELATIVE.search(f" {words} "))
        # A relative clause runs on over a bare "and"; a comma ends it.
        relative = continues and not comma
        if separator:
            at = separator.end()
    return pieces


def _halves(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Whether "and" stands inside one name: "the Warehouse and Haulage League"; but "the Treasury and Harbour Ministry" are two."""
    before, after = _ONE_CAPITAL.search(text, start, mark.start()), _NAME_ENDS.match(text, mark.end(), end)
    return before is not None and after is not None and not heads_actor(before[1]) and heads_actor(after[1])


def _inside(at: int, names: Sequence[Span]) -> bool:
    return any(name.start < at < name.end for name in names)


def _bracketed(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)
