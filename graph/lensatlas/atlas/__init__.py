"""Atlas: the one object users hold, and the only place that knows the order of work."""
