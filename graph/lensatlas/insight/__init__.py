"""The four questions: pure functions that return records with their reasons."""
