"""Small atlases for the tests and benchmarks of what is published: one written by hand, one generated to any size."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

from lensatlas.config import Publication
from lensatlas.model import (
    Actor,
    ActorId,
    ActorUse,
    Article,
    ArticleId,
    Claim,
    ClaimId,
    Lens,
    LensId,
    MechanismId,
    Mention,
    Section,
    Source,
    Tagged,
    TagId,
    TagUse,
    WatchId,
    WatchItem,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.publish.rdf import Standing

PUBLICATION = Publication(name="Harbour Watch", base="https://harbour.example/atlas/")
LENSES = (
    Lens(id=LensId("Ports & Power"), slug="ports-and-power", scope_note="Who decides what lands.", expected=12),
    Lens(id=LensId("Quiet Money"), slug="quiet-money"),
)
ACTORS = (
    Actor(id=ActorId("Ostrava"), kind="country", aliases=("the Republic", "OST"), country="XO", evidence="authority"),
    Actor(id=ActorId("Port Council"), kind="body", part_of=ActorId("Ostrava")),
    Actor(id=ActorId("Dock Union"), kind="organization", aliases=("the union",)),
    Actor(id=ActorId("Mara Venn"), kind="person", part_of=ActorId("Dock Union")),
    Actor(id=ActorId("Quayside"), kind="city", part_of=ActorId("Ostrava")),
)
STRIKE = ArticleId("port-strike")
SETTLED = ArticleId("strike settled/2")
WATCH: dict[WatchId, Standing] = {WatchId("w1"): ("answered", SETTLED), WatchId("w2"): ("open", None)}

_GAIN = "The Dock Union gains a seat; Mara Venn speaks for it."
_WATCH = "Watch whether the Port Council signs. Track the union's fund."


def _strike() -> tuple[Article, Tagged]:
    article = Article(
        id=STRIKE, slug="port-strike", headline='Dock Union halts "the" port\\quay', url="https://harbour.example/strike",
        dek="A halt.", published=dt.date(2026, 3, 1), updated=dt.date(2026, 3, 2), language="en-GB", type="Reporting",
        minutes=3, authors=("A. Writer",), tags=("strike", "port_fees"), links=("https://other.example/a", "javascript:alert(1)"),
        sources=(Source(name="The Ledger", url="https://ledger.example/1"), Source(name="Wire")),
        sections=(
            Section(name="who_gains", heading="Who gains leverage", text=_GAIN),
            Section(name="what_to_watch", heading="What to watch next", text=_WATCH),
        ),
    )  # fmt: skip
    claim = Claim(
        id=ClaimId("c1"), article=STRIKE, actor=ActorId("Dock Union"), stance="gains", section="who_gains",
        sentence=_GAIN, start=0, end=len(_GAIN), rule="gains-verb", over=(ActorId("Port Council"),), role="primary",
        what="a seat", mechanism=MechanismId("calibrated delay"),
    )  # fmt: skip
    first, second = _WATCH.index("."), _WATCH.index("Track")
    tagged = Tagged(
        article=STRIKE, tags=(TagUse(tag=TagId("strike")), TagUse(tag=TagId("port_fees"), how="cut")),
        lenses=(LensId("Ports & Power"),), mechanisms=(MechanismId("calibrated delay"),), claims=(claim,),
        actors=(
            ActorUse(actor=ActorId("Dock Union"), how="declared", mentions=2),
            ActorUse(actor=ActorId("Mara Venn"), how="text", mentions=1),
            ActorUse(actor=ActorId("night crews"), how="claim"),
        ),
        mentions=(
            Mention(article=STRIKE, section="headline", start=0, end=10, surface="Dock Union", actor=ActorId("Dock Union"), rule="name"),
            Mention(article=STRIKE, section="who_gains", start=29, end=38, surface="Mara Venn", actor=ActorId("Mara Venn"), rule="name"),
        ),
        watch=(
            WatchItem(id=WatchId("w1"), article=STRIKE, text=_WATCH[: first + 1], section="what_to_watch", start=0, end=first + 1,
                      actors=(ActorId("Port Council"),), due=dt.date(2026, 4, 1)),
            WatchItem(id=WatchId("w2"), article=STRIKE, text=_WATCH[second:], section="what_to_watch", start=second, end=len(_WATCH),
                      tags=(TagId("strike"),)),
        ),
        groups=(Actor(id=ActorId("night crews"), kind="group", evidence="claim"),),
    )  # fmt: skip
    return article, tagged


def settled() -> list[tuple[Article, Tagged]]:
    """Two articles: a strike with claims and promises, and the old charter it ends with (1142), in another language."""
    old = Article(
        id=SETTLED,
        slug="settled",
        headline="الميناء — d’accord 😀",
        language="x bad tag",
        published=dt.date(1142, 5, 1),
        text="Quayside, the Republic.",
    )
    tagged = Tagged(
        article=SETTLED, tags=(TagUse(tag=TagId("strike")),), lenses=(LensId("Unplanned"),), actors=(ActorUse(actor=ActorId("Quayside"), how="text", mentions=1),),
        mentions=(Mention(article=SETTLED, section="text", start=0, end=8, surface="Quayside", actor=ActorId("Quayside"), rule="name"),),
    )  # fmt: skip
    return [_strike(), (old, tagged)]


def made(size: int, mentions: int = 20) -> Iterator[tuple[Article, Tagged]]:
    """``size`` articles of the shape that real ones have: about ten tags and ten actors, five sections, four claims, five promises."""
    words = ["port", "council", "signs", "a", "fund", "whose", "terms", "no", "one", "read", "aloud", "because", "fees"]
    for number in range(size):
        dice = random.Random(number)
        name = ArticleId(f"event-{number:07d}-a-headline-of-usual-length")
        actors = [f"Actor {int(dice.paretovariate(0.7)) % 5000}" for _ in range(10)]
        sections = tuple(
            Section(name=part, heading=part.replace("_", " "), text=". ".join(
                f"{dice.choice(actors)} " + " ".join(dice.choices(words, k=14)) for _ in range(5)
            ))
            for part in ("what_happened", "who_gains", "mechanism", "why_it_matters", "what_to_watch")
        )  # fmt: skip
        yield (
            Article(
                id=name, slug=name, headline=f"Event {number} and what it means", url=f"https://harbour.example/{number}", dek="In short.",
                published=dt.date(2020, 1, 1) + dt.timedelta(days=number % 2000), type="Reporting", language="en", minutes=4, sections=sections,
                sources=(Source(name=f"Outlet {number % 300}", url=f"https://outlet.example/{number}"),),
            ),
            _found(name, sections, actors, dice, mentions),
        )  # fmt: skip


def _found(
    name: ArticleId, sections: tuple[Section, ...], actors: list[str], dice: random.Random, mentions: int
) -> Tagged:
    gains, promises = sections[1], sections[4]
    spans = [(s, i) for s in sections for i in range(5)][:mentions]
    return Tagged(
        article=name, lenses=(LensId("Quiet Money"),), mechanisms=(MechanismId(f"mechanism {dice.randrange(400)}"),),
        tags=tuple(TagUse(tag=TagId(t)) for t in dict.fromkeys(f"tag {int(dice.paretovariate(0.8)) % 3000}" for _ in range(10))),
        actors=tuple(ActorUse(actor=ActorId(a), how="text", mentions=2) for a in dict.fromkeys(actors)),
        claims=tuple(
            Claim(id=ClaimId(f"{name}-c{i}"), article=name, actor=ActorId(actors[i]), stance="gains", section="who_gains",
                  sentence=sentence, start=start, end=end, rule="gains-verb", role="primary")
            for i, (start, end, sentence) in enumerate(_sentences(gains.text)[:4])
        ),
        watch=tuple(
            WatchItem(id=WatchId(f"{name}-w{i}"), article=name, text=sentence, section="what_to_watch", start=start, end=end)
            for i, (start, end, sentence) in enumerate(_sentences(promises.text))
        ),
        mentions=tuple(
            Mention(article=name, section=s.name, start=start, end=start + len(surface), surface=surface, actor=ActorId(surface), rule="name")
            for s, i in spans
            for start, _, sentence in _sentences(s.text)[i : i + 1]
            for surface in (" ".join(sentence.split()[:2]),)
        ),
    )  # fmt: skip


def _sentences(text: str) -> list[tuple[int, int, str]]:
    out, at = [], 0
    for sentence in text.split(". "):
        out.append((at, at + len(sentence), sentence))
        at += len(sentence) + 2
    return out
