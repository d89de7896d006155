"""Suggested tags beside a linear support vector machine, each part of a tagged archive held out once: `python -m benchmarks.suggest`.

The archive is Reuters-21578 (reut2-*.sgm), where it stands beside the project. Both see the same stories. The peer is the usual
recipe: linear SVM over sublinear TF-IDF with the headline twice, one against the rest, one cut from five folds.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import KFold
from sklearn.multiclass import OneVsRestClassifier
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC

from benchmarks.measuring import PLACE, timed
from lensatlas import config, ingest
from lensatlas.model import Article
from lensatlas.tagging.suggest import Example, Suggester

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Said = list[set[str]]


def stories(file: Path) -> list[Example]:
    """The stories of one file that carry topics."""
    read = ingest.read([str(file)], profile=config.load().profile, form="reuters")
    articles = [record for record in read if isinstance(record, Article)]
    return [Example(article=a.id, headline=a.headline, text=a.text, labels=a.tags) for a in articles if a.tags]


def ours(train: Sequence[Example], asked: Sequence[Example]) -> tuple[Said, float]:
    """What is suggested, and how far the scores are from being probabilities."""
    bare = [Example(article=one.article, headline=one.headline, text=one.text) for one in asked]
    found = list(Suggester.learn(train).suggest(bare))
    pairs = [(s.score, s.label in one.labels) for one, of_one in zip(asked, found, strict=True) for s in of_one]
    tenths = [0.0] * 10
    for score, hit in pairs:
        tenths[min(9, int(score * 10))] += score - hit
    error = sum(map(abs, tenths)) / len(pairs)
    return [{s.label for s in of_one if s.suggested} for of_one in found], error


def svm(train: Sequence[Example], asked: Sequence[Example]) -> Said:
    """The peer's answer."""
    words = TfidfVectorizer(sublinear_tf=True, min_df=2, stop_words="english")
    rows = words.fit_transform([f"{one.headline} {one.headline} {one.text}" for one in train])
    labels = MultiLabelBinarizer()
    truth = labels.fit_transform([one.labels for one in train])
    margins = np.zeros(truth.shape)
    for learnt, held in KFold(5, shuffle=True, random_state=0).split(truth):
        present = truth[learnt].any(axis=0)
        margins[held] = -1.0
        fitted = OneVsRestClassifier(LinearSVC()).fit(rows[learnt], truth[learnt][:, present])
        margins[np.ix_(held, np.flatnonzero(present))] = fitted.decision_function(rows[held])
    cuts = np.arange(-1.0, 0.5, 0.05)
    cut = cuts[np.argmax([2 * (truth & (margins > c)).sum() / (truth.sum() + (margins > c).sum()) for c in cuts])]
    model = OneVsRestClassifier(LinearSVC()).fit(rows, truth)
    said = model.decision_function(words.transform([f"{one.headline} {one.headline} {one.text}" for one in asked]))
    return [{str(labels.classes_[n]) for n in np.flatnonzero(row > cut)} for row in said]


def f1(asked: Sequence[Example], said: Said, known: set[str]) -> tuple[float, float]:
    """Micro- and macro-F1 over the tags that the archive knows."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for one, given in zip(asked, said, strict=True):
        truth = set(one.labels) & known
        right.update(truth & given)
        wrong.update(given - truth)
        missed.update(truth - given)
    tags = {tag for one in asked for tag in one.labels} & known
    each = [2 * right[t] / max(1, 2 * right[t] + wrong[t] + missed[t]) for t in tags]
    micro = 2 * right.total() / max(1, 2 * right.total() + wrong.total() + missed.total())
    return micro, sum(each) / len(each)


def main() -> None:
    """One line a part held out."""
    files = sorted((PLACE / "reuters21578").glob("reut2-*.sgm"))
    if not files:
        print(f"Reuters-21578 is not at {PLACE}.")
        return
    parts = [stories(file) for file in files]
    print("| held out | tagged | asked | micro-F1 | svm | macro-F1 | svm | calibration error | s | svm s |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for number, asked in enumerate(parts):
        train = [one for other, part in enumerate(parts) if other != number for one in part]
        known = {tag for one in train for tag in one.labels}
        seconds, (said, error) = timed(partial(ours, train, asked))
        peer_seconds, peer = timed(partial(svm, train, asked))
        (micro, macro), (peer_micro, peer_macro) = f1(asked, said, known), f1(asked, peer, known)
        print(
            f"| {files[number].stem} | {len(train):,} | {len(asked):,} | {micro:.3f} | {peer_micro:.3f} | {macro:.3f} | {peer_macro:.3f} "
            f"| {error:.3f} | {seconds:.1f} | {peer_seconds:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
