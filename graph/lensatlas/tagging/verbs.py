"""Verbs of leverage, in all their forms: who does them gains, keeps, loses or pays — or does so to another."""

from __future__ import annotations

from typing import Literal, NamedTuple

from lensatlas.tagging.inflection import wordset

# What a verb does: the first four to its subject, the next two to its object, ``gives`` to whoever receives.
Effect = Literal["gains", "keeps", "loses", "bears_cost", "lifts", "lowers", "gives"]
Shape = Literal["base", "s", "past", "ing"]

_VERBS: dict[Effect, str] = {
    "gains": (
        "gain win secure acquire obtain consolidate cement deepen expand extend capture collect extract earn reap pocket harvest "
        "receive enjoy inherit achieve profit benefit accumulate amass tighten command seize attract broaden widen "
        "monopolise monopolize recover regain clinch get bag pocket net prosper thrive flourish dominate control recoup wield "
        "snatch grab wrest outmanoeuvre outmaneuver"
    ),
    "keeps": "keep retain preserve hold maintain protect defend safeguard conserve survive escape",
    "loses": "lose cede surrender forfeit relinquish yield sacrifice concede forgo forego waive renounce",
    "bears_cost": "bear pay carry absorb shoulder suffer endure underwrite subsidise subsidize swallow face cover foot assume finance "
    "bankroll feel take meet repay",
    "lifts": "strengthen reinforce entrench boost reward favour favor enrich empower bolster embolden privilege suit enhance legitimise "
    "legitimize elevate",
    "lowers": (
        "weaken sideline marginalise marginalize squeeze undercut undermine exclude disarm disempower bypass displace deprive "
        "strip outflank diminish erode dilute limit curb curtail constrain "
        "silence muzzle gag isolate starve punish penalise penalize hobble hamstring cripple neuter crush outvote overrule override evict dispossess "
        "disenfranchise circumvent humiliate corner"
    ),
    "gives": "give hand grant lend offer award afford assign transfer entrust deliver",
}
# base → (past, participle) where -ed does not make them
_IRREGULAR: dict[str, tuple[str, ...]] = {
    "win": ("won",), "keep": ("kept",), "hold": ("held",), "lose": ("lost",), "bear": ("bore", "borne"), "pay": ("paid",),
    "underwrite": ("underwrote", "underwritten"), "give": ("gave", "given"), "lend": ("lent",), "undercut": ("undercut",), "take": ("took", "taken"), "make": ("made",), "buy": ("bought",), "cling": ("clung",), "hang": ("hung",), "freeze": ("froze", "frozen"), "feel": ("felt",), "meet": ("met",),
    "forgo": ("forwent", "forgone"), "do": ("did", "done"), "override": ("overrode", "overridden"), "get": ("got",),
}  # fmt: skip
# Verb and particle: (forms of the verb, particles, effect). The longer reading wins over the verb alone.
PHRASAL: tuple[tuple[str, tuple[str, ...], Effect], ...] = (
    ("give", ("up", "away", "ground", "way"), "loses"),
    ("lose", ("ground",), "loses"),
    ("back", ("down",), "loses"),
    ("climb", ("down",), "loses"),
    ("sign", ("away",), "loses"),
    ("hand", ("over",), "loses"),
    ("turn", ("over",), "loses"),
    ("make", ("up the", "up for"), "bears_cost"),
    ("cope", ("with",), "bears_cost"),
    ("trade", ("away",), "loses"),
    ("gain", ("ground",), "gains"),
    ("save", ("face",), "keeps"),
    ("lose", ("out",), "loses"),
    ("miss", ("out",), "loses"),
    ("hold", ("on to", "onto"), "keeps"),
    ("hang", ("on to", "onto"), "keeps"),
    ("cling", ("to",), "keeps"),
    ("pick", ("up the tab", "up the bill", "up the cost", "up the costs"), "bears_cost"),
    ("take", ("control", "over", "charge", "the lead", "hold", "ownership"), "gains"),
    ("get", ("the upper hand", "the last word", "more leverage", "leverage", "control", "a say", "cover"), "gains"),
    ("buy", ("time", "room", "itself", "themselves", "himself", "herself"), "gains"),
    ("make", ("a killing", "a fortune", "a profit", "inroads", "gains"), "gains"),
    ("make", ("concessions", "a concession", "way", "room"), "loses"),
    ("set", ("the terms", "the agenda", "the pace", "the price"), "gains"),
    ("cash", ("in",), "gains"),
    ("do", ("well out of", "best out of", "nicely out of"), "gains"),
    ("pick", ("up",), "gains"),
    ("scoop", ("up",), "gains"),
    ("rake", ("in",), "gains"),
    ("stay", ("in control", "in charge", "in place", "in office", "in power", "in command", "on"), "keeps"),
    ("lock", ("in",), "gains"),
    (
        "remain",
        (
            "indispensable",
            "in control",
            "in charge",
            "in place",
            "in office",
            "in power",
            "in command",
            "the only",
            "the sole",
            "central",
            "dominant",
            "essential",
            "the gatekeeper",
        ),
        "keeps",
    ),
    ("take", ("on",), "bears_cost"),
    ("shut", ("out",), "lowers"),
    ("cut", ("out",), "lowers"),
    ("push", ("aside", "out"), "lowers"),
    ("hollow", ("out",), "lowers"),
    ("freeze", ("out",), "lowers"),
    ("lock", ("out",), "lowers"),
)


class Form(NamedTuple):
    """One form of a verb; ``particles`` must follow it where there are any."""

    lemma: str
    shape: Shape
    effect: Effect
    particles: tuple[str, ...] = ()


def _forms(lemma: str) -> list[tuple[str, Shape]]:
    final = lemma[-1]
    if final == "y" and lemma[-2] not in "aeiou":
        third, past, ing = lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    elif final == "e":
        third, past, ing = lemma + "s", lemma + "d", lemma[:-1] + "ing"
    else:
        doubled = lemma + final if lemma in _DOUBLING else lemma
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
        past, ing = doubled + "ed", doubled + "ing"
    pasts = _IRREGULAR.get(lemma, (past,))
    return [(lemma, "base"), (third, "s"), *((word, "past") for word in pasts if word != lemma), (ing, "ing")]


_DOUBLING = frozenset({"win", "strip", "shut", "cut", "get", "set"})


# "Keep control": a noun far more often than a verb.
_NOUNS = frozenset({"control"})


def _table() -> dict[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = {}
    for lemma, particles, effect in PHRASAL:
        for word, shape in _forms(lemma):
            found.setdefault(word, []).append(Form(lemma, shape, effect, particles))
    for effect, lemmas in _VERBS.items():
        for lemma in lemmas.split():
            for word, shape in _forms(lemma):
                if word not in _NOUNS:
                    found.setdefault(word, []).append(Form(lemma, shape, effect))
    return {word: tuple(forms) for word, forms in found.items()}


FORMS: dict[str, tuple[Form, ...]] = _table()

# Participles after a form of "be": what has been done to the subject. Of "taken" or "moved" only a particle tells.
PASSIVE: dict[str, Effect] = {
    **dict.fromkeys(sorted(wordset("strengthened rewarded favoured favored enriched empowered bolstered emboldened entrenched privileged "
                    "given granted handed awarded promoted vindicated elevated crowned installed enthroned guaranteed assured gifted allotted "
                    "allocated legitimised legitimized")), "gains"),
    **dict.fromkeys(sorted(wordset("protected insulated shielded spared cushioned")), "keeps"),
    **dict.fromkeys(sorted(wordset("weakened sidelined marginalised marginalized squeezed excluded disarmed disempowered bypassed displaced deprived "
                    "stripped outflanked diminished shut cut pushed frozen locked demoted undercut undermined ousted hollowed "
                    "cornered overruled outvoted overridden muzzled silenced gagged dismissed sacked evicted relegated downgraded disbanded "
                    "abolished dissolved neutered barred banned dispossessed uprooted robbed denied outmanoeuvred outmaneuvered purged "
                    "humiliated disenfranchised starved isolated circumvented defanged hamstrung shackled crowded priced edged expelled "
                    "evicted overlooked ignored crushed crippled divested emasculated outspent outgunned outbid")), "loses"),
    **dict.fromkeys(sorted(wordset("saddled burdened stuck lumbered exposed hit hurt harmed penalised penalized charged billed taxed landed")), "bears_cost"),
}  # fmt: skip
# Such participles tell something only with one of these words behind them.
PASSIVE_WITH: dict[str, tuple[str, ...]] = {
    "brought": ("to heel", "under control"),
    "boxed": ("in",),
    "hemmed": ("in",),
    "ceded": ("to", "over to"),
    "transferred": ("to", "over to"),
    "surrendered": ("to", "over to"),
    "passed": ("to", "over to"),
    "entrusted": ("to",),
    "signed": ("over to",),
    "sold": ("off to",),
    "moved": ("out", "aside", "on"), "kept": ("out", "in the dark", "waiting", "at bay", "at arm"), "forced": ("out", "off", "from"),
    "written": ("out",), "voted": ("out", "down"), "reduced": ("to",), "driven": ("out", "off", "from"), "pushed": ("out", "aside", "to", "back", "off", "down", "from"),
    "brushed": ("aside",), "left": ("out", "behind", "empty-handed", "powerless", "waiting", "in the dark", "in the cold"), "taken": ("out",),
    "cut": ("out", "off", "from", "back", "down"), "shut": ("out",), "locked": ("out",), "frozen": ("out",), "priced": ("out",), "crowded": ("out",), "edged": ("out", "aside"),
    "put": ("at a disadvantage", "in its place", "in their place"),
}  # fmt: skip

MODALS = wordset("can could will would may might must shall should cannot")
BE = wordset("is are was were be been being gets get remains remain becomes become 's")
HAVE = wordset("has have had having")
DO = wordset("do does did")
ADVERBS = wordset(
    "also yet now still then thus therefore both all each even ever just only once again already soon meanwhile instead further "
    "together alone too most more best first least thereby hence effectively simply quietly suddenly finally largely"
)
NEGATIONS = wordset(
    "not never neither nor cannot hardly scarcely barely n't don't doesn't didn't won't can't isn't aren't"
)
# "X seeks to gain" tells a wish, "X stands to gain" tells a gain.
REFLEXIVES = wordset("itself themselves himself herself")
FINDS = wordset("find finds found see sees saw")
WISHES = wordset(
    "hope hopes hoping seek seeks seeking try tries trying want wants wanting aim aims aiming fail fails failed failing refuse refuses struggle struggles"
)
PROSPECTS = wordset(
    "positioned placed ready stand stands stood set poised likely able sure bound due begin begins start starts continue continues manage manages expected about free going get gets come comes made forced asked obliged required left"
)
