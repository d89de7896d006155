"""Nouns by which one knows that someone can act: ministries, growers, what a name ends in."""

from __future__ import annotations

import re
from functools import lru_cache

from lensatlas.tagging.frequencies import surprise
from lensatlas.tagging.inflection import singular, wordset
from lensatlas.tagging.territories import territories

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
# Openings of a phrase that is no name of anyone: "by contrast", "in the short run".
_OPENERS = wordset(
    "behind beyond above below beneath beside is are was were has have will that against in on at by for with without under over after before since as when if because during through within across from to toward "
    "towards despite unlike amid among until once although though of into than so how why where whether not no"
)


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


@lru_cache(maxsize=8_192)  # asked of each phrase by all who look for a subject
def names_actor(phrase: str) -> bool:
    """Whether a phrase that no list knows names someone who can act: by its head noun, or as a proper name of two words."""
    words = phrase.split()
    if not words or words[0].casefold() in _OPENERS or phrase.casefold() in _SKIPPED:
        return False
    last = head(phrase)
    lower = last.casefold()
    if (heads_actor(last) and lower != "powers") or (lower == "ones" and len(words) > 1):
        return True
    if lower.endswith(_DOING) and lower.endswith(_LONG_HEADS):
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


_POINTERS = wordset("it they he she both its their")


def points_back(phrase: str) -> bool:
    """Whether a subject is nothing but a pronoun that someone named before may stand behind: "it", "they too"."""
    words = phrase.casefold().replace(",", " ").split()
    return bool(words) and words[0] in _POINTERS and all(w in _AFTER_POINTER or w.endswith("ly") for w in words[1:])


_AFTER_POINTER = wordset(
    "too also alone then now still both all itself themselves himself herself meanwhile however instead"
)
