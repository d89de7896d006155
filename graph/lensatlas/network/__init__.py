"""The corpus drawn once as a graph: arrays do the work, networkx is the view."""
