"""The answers as others use them: RDF, SPARQL, tables, maps."""
