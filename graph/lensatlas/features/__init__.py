"""Words and weights: what tagging and the network both need to compare articles (numpy and scipy only)."""
