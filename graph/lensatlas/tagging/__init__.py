"""What an article is about and what it says: actors, claims, mechanisms, watch items, run-together tags."""
