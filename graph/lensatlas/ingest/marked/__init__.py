"""Markdown: what stands above it, what its generator means, and its words without marks."""
