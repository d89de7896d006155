"""Names that libraries hold: given names, surnames, cities and regions, each loaded when first asked for.

Given names and surnames come from ``Faker`` (20,000 each, of some sixty languages), cities and regions from ``airportsdata``
and CLDR. A library that is not installed costs accuracy and nothing else.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from functools import lru_cache
from importlib import import_module, resources
from typing import TYPE_CHECKING, Any, NamedTuple

from lensatlas.tagging.frequencies import surprise
from lensatlas.tagging.inflection import singular, wordset
from lensatlas.tagging.territories import territories

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Written in capitals wherever they stand, and as common as any word: never a sign of a place by themselves.
_VERY_COMMON = 8.9  # nats of surprise: Zipf 5.1
_COMMON_NOUN = 11.5  # Zipf 4
_FAR_MORE = 10  # times: Ohio 357 airfields to 1, Nevada 102 to 2; but Bari in Somalia 5 to the Italian city's 1
_PARTS_OF_THE_WORLD = frozenset(
    ("England", "Scotland", "Wales", "Great Britain", "Middle East", "Far East", "Near East", "Balkans", "Scandinavia", "West Bank", "Gaza Strip", "Gaza", "Midwest", "Deep South", "Pacific Northwest", "New England",
     "Latin America", "Soviet Union", "Czech Republic", "Slovak Republic", "Dominican Republic", "USSR", "Yugoslavia", "Czechoslovakia", "East Germany", "West Germany", "Kurdistan", "Kashmir", "Chechnya", "Palestine",
     "Northern Ireland", "East Timor", "Nagorno-Karabakh", "Crimea", "Donbas", "Transnistria", "Abkhazia", "South Ossetia", "East Jerusalem", "Golan Heights",
     "Sahel", "Maghreb", "Levant", "Caucasus", "Catalonia", "Flanders", "Wallonia", "Ulster", "Siberia", "Bavaria", "Tibet", "Xinjiang", "Silicon Valley", "Wall Street", "Persian Gulf")
)  # fmt: skip
_UNSAFE_PLACES = wordset(
    "Central Eastern Western Northern Southern North South East West Capital Federal Upper Lower Center Centre Coast General Sun Star Union Liberty Republic "
    "Independence Home Police Army Market Media Media Enterprise Progress Hope Price Love Justice Bush Young King Hall Law House Post Mission"
)


_LATIN = "".join(filter(str.isalpha, map(chr, range(0x250))))
_NAME = re.compile(rf"^[{''.join(filter(str.isupper, _LATIN))}][{_LATIN}]+$", re.MULTILINE)


@lru_cache(maxsize=1)
def given_names() -> Mapping[str, int]:
    """Given names, each with the number of lists of a country or language that hold it."""
    counts: Counter[object] = Counter()
    for names in _lists("first_names"):
        counts.update(names)
    return {name: counts[name] for name in _written(counts)}


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Family names of some sixty languages."""
    return frozenset(_written(set().union(*_lists("last_names"))))


@lru_cache(maxsize=1)
def cities() -> frozenset[str]:
    """Cities that CLDR names, capitals among them, and towns that have an airfield."""
    return _without_common_words(_airports().cities)


@lru_cache(maxsize=1)
def towns_of_flights() -> frozenset[str]:
    """The cities of :func:`cities` that CLDR names or airlines fly to: six thousand, of which few are English words."""
    return _without_common_words(_airports().flights)


def _without_common_words(names: Iterable[str]) -> frozenset[str]:
    # "Most", "March" and "August" have airports too, and so have a dozen Banks and Wells.
    towns = {town for name in names for town in _spellings(name)} - _UNSAFE_PLACES
    common = {town for town in towns if (surprise(town.lower()) or 99.0) <= _VERY_COMMON or _is_plural(town)}
    return frozenset(territories().cities | (towns - common))


def _is_plural(word: str) -> bool:
    """The plural of a common noun."""
    lower = word.lower()
    one = singular(lower)
    return one != lower and (surprise(one) or 99.0) <= _COMMON_NOUN


@lru_cache(maxsize=1)
def regions() -> frozenset[str]:
    """States, provinces and other parts of countries in which there is an airport; none that goes by the name of a city in it."""
    parts = {part for name in _airports().states for part in (*_spellings(name), *_spellings(name.replace("-", " ")))}
    # Florida has no town of its name, which small towns elsewhere have; Ankara has, and is the city.
    return frozenset((parts - cities() | (_airports().townless - territories().cities)) - _UNSAFE_PLACES)


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Countries and other territories in all their forms."""
    places = (actor for actor in territories().actors if actor.kind in {"country", "region"})
    return frozenset(form for actor in places for form in (actor.id, *actor.aliases))


@lru_cache(maxsize=1)
def places_in_small_letters() -> Mapping[str, str]:
    """Cities and regions of more than three letters by their words in small letters, as headlines are read."""
    from lensatlas.tagging.names.headlines import key

    return {key(name): name for name in sorted(regions() | cities() | parts_of_the_world()) if len(name) > 3}


@lru_cache(maxsize=1)
def parts_of_the_world() -> frozenset[str]:
    """Continents and their parts, as CLDR and English name them."""
    from babel import Locale

    parts = {name for code, name in Locale.parse("en").territories.items() if code.isdigit() and code != "001"}
    return frozenset(parts) | _PARTS_OF_THE_WORLD


def is_place(name: str) -> bool:
    """Whether a list holds a country, region or city of that name."""
    return name in countries() or name in towns_of_flights() or name in regions() or name in parts_of_the_world()


@lru_cache(maxsize=65_536)
def is_given(name: str) -> bool:
    """Whether a capitalised word is a given name rather than an ordinary word: "John" is, "Will" and "See" are not.

    A word of the web's commonest must be a given name in the more lists, the commoner it is.
    """
    lists = given_names().get(name, 0)
    if not lists or (lists < 3 and _is_plural(name)):  # "Banks"
        return False
    rarity = surprise(name.lower())
    return rarity is None or lists >= math.exp((10.2 - rarity) * 0.9)


def _lists(kind: str) -> Iterator[set[object]]:
    """The lists of one kind, a set a language."""
    try:
        import pkgutil

        import faker.providers.person as people
    except ImportError:
        return
    for module in sorted(pkgutil.iter_modules(people.__path__), key=lambda module: module.name):
        provider: Any = import_module(f"faker.providers.person.{module.name}").Provider
        found: set[object] = set()
        for attribute, value in vars(provider).items():
            if attribute.startswith(kind) and not callable(value) and not isinstance(value, property):
                found.update(value)
        yield found


def _written(names: Iterable[object]) -> list[str]:
    """Those that are a single capitalised word in Latin letters; found in one text, in a tenth of the time of one by one."""
    return _NAME.findall("\n".join([name for name in names if isinstance(name, str)]))


class _Airports(NamedTuple):
    """The places of all airfields: ``cities``, those of them that airlines fly to, and parts of countries.

    ``townless``: the parts that have far more airfields than all the cities of their name, which lie elsewhere.
    """

    cities: frozenset[str] = frozenset()
    flights: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    townless: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _airports() -> _Airports:
    try:
        import airportsdata
    except ImportError:
        return _Airports()
    text = resources.files(airportsdata).joinpath("airports.csv").read_text(encoding="utf-8")
    header, *rows = csv.reader(text.splitlines())
    iata, city, subd = (header.index(column) for column in ("iata", "city", "subd"))
    cities, states = Counter(row[city] for row in rows), Counter(row[subd] for row in rows)
    seats = {row[subd] for row in rows if row[subd] == row[city]}
    return _Airports(
        frozenset(cities),
        frozenset(row[city] for row in rows if row[iata]),
        frozenset(states),
        frozenset(state for state in states if state not in seats and states[state] > _FAR_MORE * cities[state] > 0),
    )


def _spellings(name: str) -> Iterator[str]:
    """A place's name without what stands in brackets; nothing where it is no capitalised name."""
    name = name.partition(" (")[0].partition("/")[0].partition(",")[0].strip()
    if len(name) > 2 and name[0].isupper():
        yield name
        if name.startswith(("St. ", "Saint ")):
            yield name.replace("St. ", "Saint ") if name.startswith("St.") else name.replace("Saint ", "St. ")
