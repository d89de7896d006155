"""Route by route: the engine and trying every way there is, on every graph of up to seven articles."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from tests.network.routings import best, linked, routes

from lensatlas.network.routes import open_ended, widest

# So many of the 1,253 at a time that a failure names a place.
_PART = 180


@pytest.mark.parametrize("first", range(0, 1253, _PART))
def test_the_best_route_on_every_small_graph(first: int) -> None:
    """Graphs of the atlas of networkx; strengths of every second one are few, so that routes tie. From one article to all."""
    for number, shape in enumerate(nx.graph_atlas_g()[first : first + _PART], first):
        size = shape.number_of_nodes()
        if size < 2:
            continue
        draw = np.random.default_rng(number)
        drawn = draw.choice([0.25, 0.5, 0.75, 1.0], (size, size)) if number % 2 else draw.random((size, size)).round(9)
        dense = nx.to_numpy_array(shape, weight="none") * np.triu(drawn, 1)
        dense += dense.T
        start = number % size
        links, found = linked(dense), list(routes(dense, start, 6, lambda _: True))
        for end in range(size):
            ending = [route for route in found if route.articles[-1] == end and len(route.articles) >= 3]
            assert widest(links, start, end) == best(ending), (number, start, end)
        for articles in range(2, 7):
            long = [route for route in found if len(route.articles) == articles]
            assert open_ended(links, start, articles=articles) == best(long), (number, start, articles)
