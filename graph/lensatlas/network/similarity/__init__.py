"""How much alike two articles are: the cosine of what they carry, each feature weighted by its rarity.

The same answers come from three engines: the compiled kernel, sparse_dot_topn where it is installed, and scipy.
"""

from lensatlas.network.similarity.chance import random_pairs, random_scores
from lensatlas.network.similarity.engines import Engine, engine
from lensatlas.network.similarity.questions import each_nearest, each_reaching, nearest
from lensatlas.network.similarity.search import Search

__all__ = ["Engine", "Search", "each_nearest", "each_reaching", "engine", "nearest", "random_pairs", "random_scores"]
