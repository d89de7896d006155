"""Names of people that may be one person's: middle names, short forms, a surname alone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lensatlas.tagging.forms import bare, person
from lensatlas.tagging.surnames import surname_alone, surname_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lensatlas.model import Actor, ActorId
    from lensatlas.tagging.akin.proposal import AkinKind
    from lensatlas.tagging.forms import Person

Pair = tuple["AkinKind", "ActorId", "ActorId"]

# Short forms of English given names that are not simply their beginnings.
_SHORT_FORMS = (
    "William Bill Billy Will|Robert Bob Bobby Rob|Richard Dick Rick Rich|James Jim Jimmy|John Jack Johnny|Edward Ed Ted Ned|"
    "Charles Chuck Charlie|Michael Mike Mick|Elizabeth Liz Beth Betsy|Margaret Peggy Maggie Meg|Katherine Kate Kathy Katie|"
    "Catherine Kate Cathy|Anthony Tony|Joseph Joe|Thomas Tom|Stephen Steve|Steven Steve|Henry Harry Hank|Patricia Patty Trish|"
    "Lawrence Larry|Theodore Ted|Andrew Andy Drew|Alexander Alex Sasha|Deborah Debbie|Susan Sue|Barbara Barb|Francis Frank|"
    "Eugene Gene|Gerald Jerry|Jerome Jerry|Ronald Ron|Donald Don|Kenneth Ken|Leonard Len|Nathaniel Nate|Peter Pete|Raymond Ray|"
    "Rudolph Rudy|Samuel Sam|Matthew Matt|Timothy Tim|Gregory Greg|Jeffrey Jeff|Geoffrey Geoff|David Dave|Daniel Dan|Vincent Vince"
)
_SHORT: Mapping[str, frozenset[str]] = {
    long: frozenset(shorts) for long, *shorts in (group.split() for group in _SHORT_FORMS.split("|"))
}


def people(persons: Iterable[Actor]) -> Iterator[Pair]:
    """Pairs of people who share family name and suffix, and whose given names do not contradict each other."""
    families: defaultdict[tuple[str, str], list[Actor]] = defaultdict(list)
    for actor in persons:
        parts = person(actor.id)
        if parts:
            families[bare(parts.family), parts.suffix].append(actor)
    for family in sorted(families):
        group = families[family]
        for i, one in enumerate(group):
            for other in group[i + 1 :]:
                if kind := _compatible(person(one.id), person(other.id)):
                    yield kind, one.id, other.id


def surnames(persons: Iterable[Actor], others: Iterable[Actor]) -> Iterator[Pair]:
    """Pairs of a surname that stands alone, or after a title, and each full name that bears it."""
    bearers: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor in persons:
        for form in sorted(surname_forms(actor.id)):
            bearers[form].append(actor)
    unknown = (actor for actor in (*persons, *others) if actor.kind in {None, "person"})
    alone = [(bare(last), actor) for actor in unknown if (last := surname_alone(actor.id))]
    for form, actor in alone:
        for bearer in (one for one in bearers.get(form, ()) if one.id != actor.id):
            yield "surname", actor.id, bearer.id


def _compatible(one: Person | None, other: Person | None) -> AkinKind | None:
    if one is None or other is None:
        return None
    first, second = bare(one.given[0]), bare(other.given[0])
    middles = _agree_in_order(one.given[1:], other.given[1:])
    if first == second or ((_initial(one.given[0]) or _initial(other.given[0])) and first[:1] == second[:1]):
        return "initials" if middles else None
    if middles and _short_form(one.given[0], other.given[0]):
        return "short_form"
    return None


def _agree_in_order(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether one list of middle names begins the other, initials standing for names: "H. W." and "W." do not agree."""
    return all(
        bare(a) == bare(b) or ((_initial(a) or _initial(b)) and bare(a)[:1] == bare(b)[:1])
        for a, b in zip(ours, theirs, strict=False)
    )


def _initial(name: str) -> bool:
    return len(bare(name)) == 1


def _short_form(one: str, other: str) -> bool:
    """Whether one given name is the other's short form: its beginning ("Russ", "Russell"), or a known one ("Bill", "William")."""
    long, short = sorted((one, other), key=lambda name: (-len(name), name))
    if short in _SHORT.get(long, ()) or long in _SHORT.get(short, ()):
        return True
    if any(long in forms and short in forms for forms in _SHORT.values()):
        return True
    # "Dan" and "Dana", "Robert" and "Roberta" are two names: what is left out is more than an ending.
    return len(short) >= 3 and long.startswith(short) and len(long) >= len(short) + 2 and not long.endswith("a")
