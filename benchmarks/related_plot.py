"""How the time of the nearest grows, drawn: a line a way, readable on white and on dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    # By corpus and way: microseconds for one article, by the number of articles.
    Times = Mapping[str, Mapping[str, Mapping[int, float]]]

INK = "#7f8790"
COLOURS = ("#2f8fd0", "#d9822b", "#4ca66b", "#c65b7c", "#8d6fd1")


def plot(times: Times, file: Path) -> None:
    """Both corpora side by side, both axes by powers of ten."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    style: Any = {
        "axes.edgecolor": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK, "text.color": INK,
        "font.size": 9, "svg.hashsalt": "growth", "axes.spines.top": False, "axes.spines.right": False,
    }  # fmt: skip
    with plt.rc_context(style):
        figure, frames = plt.subplots(1, len(times), figsize=(8, 3.4), sharey=True, squeeze=False)
        for frame, (kind, ways) in zip(frames[0], times.items(), strict=True):
            for (way, grown), colour in zip(ways.items(), COLOURS, strict=False):
                if not grown:
                    continue
                frame.plot(
                    list(grown), list(grown.values()), "o-", color=colour, label=way, markersize=3.5, linewidth=1.5
                )
            frame.set(xscale="log", yscale="log", title=kind, xlabel="articles")
            frame.grid(color=INK, alpha=0.2, linewidth=0.5)
        frames[0][0].set_ylabel("µs an article, with the index")
        # Below both: inside, it would lie over a line.
        figure.legend(*frames[0][0].get_legend_handles_labels(), frameon=False, fontsize=8, loc="lower center", ncols=5)
        figure.tight_layout(rect=(0.0, 0.06, 1.0, 1.0))
        figure.savefig(file, transparent=True, metadata={"Date": None})
        plt.close(figure)
