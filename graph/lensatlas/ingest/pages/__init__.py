"""Pages: what a reader sees of one, and what it says of itself."""
