"""The command line from pages to answers, every stage a process of its own: `python -m benchmarks.journey [CORPUS…]`.

For each corpus, a Markdown table of seconds by the clock, seconds of processors, and peak memory. Which articles, tag and actor
are asked about follows from the corpus alone: by date and id, and by use.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measuring import corpora, lensatlas, rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.measuring import Corpus, Run

_QUERY = "SELECT ?actor (COUNT(DISTINCT ?article) AS ?articles) { ?article schema:mentions ?actor } GROUP BY ?actor ORDER BY DESC(?articles) LIMIT 10"
_ROWS = ("--format", "jsonl")

Stage = tuple[str, tuple[str, ...]]


class Journey:
    """One corpus on its way through the command line, in a folder of its own; each stage prints its row of the table."""

    def __init__(self, corpus: Corpus, folder: Path) -> None:
        self.corpus, self.folder = corpus, folder
        self.atlas = corpus.atlas(folder / "atlas")
        self.failed: list[str] = []
        self.peak = 0.0

    def stage(self, name: str, *arguments: str | Path) -> Run:
        """Run one command on the atlas and print its row."""
        done = lensatlas(*arguments, "--atlas", self.atlas, out=self.folder / "out")
        self.peak = max(self.peak, done.peak)
        if done.code:
            call = " ".join(map(str, arguments))
            self.failed.append(f"`lensatlas {call}` ended with {done.code}: {done.told.strip()}")
        answer = self._answer(arguments, done) if not done.code else f"**ended with {done.code}**"
        print(f"| {name} | {done.wall:.2f} | {done.cpu:.2f} | {done.peak:.0f} | {answer} |", flush=True)
        return done

    def _answer(self, arguments: tuple[str | Path, ...], done: Run) -> str:
        """How much came out: rows, or the size of what was written."""
        if "-o" not in arguments:
            count = _lines(done.out)
            return f"{count:,} row{'s' if count != 1 else ''}"
        made = Path(arguments[arguments.index("-o") + 1])
        files = [p for p in made.rglob("*") if p.is_file()] if made.is_dir() else [made]
        return f"{sum(p.stat().st_size for p in files) / 1e6:,.1f} MB"

    def travel(self) -> None:
        """Every stage in order, then what was counted and what failed."""
        print(
            f"### {self.corpus.name}\n\n| stage | wall s | CPU s | peak MiB | answer |\n|---|--:|--:|--:|--:|",
            flush=True,
        )
        reports = rows(self.stage("add", "add", *self.corpus.inputs, *_ROWS))
        self.stage("build", "build", *_ROWS)
        articles = rows(self.stage("articles", "articles", *_ROWS))
        for name, arguments in (*_questions(articles), *_ways_out(articles, self.folder)) if articles else ():
            self.stage(name, *arguments)
        print(f"\n{self._counts(reports)}; peak {self.peak:.0f} MiB")
        print("".join(f"\n- {failure}" for failure in self.failed), flush=True)

    def _counts(self, reports: list[dict[str, Any]]) -> str:
        """What was read and what came of it; what a failed stage did not write is left out."""
        found = [(report[key], key) for report in reports for key in ("read", "added", "rejected")]
        tables = [self.folder / "csv" / f"{name}.csv" for name in ("tags", "actors")]
        found += [(_records(path), path.stem) for path in tables if path.exists()]
        if (triples := self.folder / "atlas.nt").exists():
            found.append((_lines(triples), "triples"))
        return ", ".join(f"{count:,} {name}" for count, name in found)


def _questions(articles: list[dict[str, Any]]) -> list[Stage]:
    """The four questions, of an article in the middle and of two a third of the way from either end."""
    ids = [a["id"] for a in sorted(articles, key=lambda a: (a["published"] or "", a["id"]))]
    ends = (ids[len(ids) // 3], ids[2 * len(ids) // 3])
    return [
        ("related, one", ("related", ids[len(ids) // 2], *_ROWS)),
        ("related --all", ("related", "--all", *_ROWS)),
        *([("path", ("path", *ends, *_ROWS))] if len(ids) > 2 else []),
        ("drill", ("drill", _most(a["tags"] for a in articles), *_ROWS)),
        ("leverage", ("leverage", *_ROWS)),
        ("gaps", ("gaps", *_ROWS)),
        ("watch", ("watch", *_ROWS)),
    ]


def _ways_out(articles: list[dict[str, Any]], folder: Path) -> list[Stage]:
    actor = _most([actor["label"] for actor in a["actors"]] for a in articles)
    return [
        *(
            (f"export {form}", ("export", form, "-o", str(folder / f"atlas.{form}")))
            for form in ("nt", "ttl", "jsonld")
        ),
        ("export csv", ("export", "csv", "-o", str(folder / "csv"))),
        ("sparql, first", ("sparql", _QUERY, "--results", "jsonl")),
        ("sparql, again", ("sparql", _QUERY, "--results", "jsonl")),
        ("map", ("map", "-o", str(folder / "map.html"))),
        ("map --around", ("map", "-o", str(folder / "around.html"), "--around", f"actor:{actor}")),
    ]


def _most(labels: Iterable[list[str]]) -> str:
    """The label that most articles carry; of equals, the first."""
    counted = Counter(label for carried in labels for label in dict.fromkeys(carried))
    return min(counted, key=lambda label: (-counted[label], label))


def _lines(path: Path) -> int:
    with path.open("rb") as lines:
        return sum(1 for _ in lines)


def _records(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as table:
        return sum(1 for _ in csv.DictReader(table))


def main(names: list[str]) -> int:
    failed = False
    for corpus in corpora(names):
        with tempfile.TemporaryDirectory() as folder:
            journey = Journey(corpus, Path(folder))
            journey.travel()
        failed |= bool(journey.failed)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
