"""Pages and records of many forms, read into articles: one format, one file."""
