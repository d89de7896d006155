"""XML from strangers: made safe, and read element by element."""
