"""The corpus at rest: articles and what was found in them, in one DuckDB file."""
