"""The atlas as an rdflib graph, and whether it keeps what its shapes promise."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from lensatlas.errors import MissingExtra
from lensatlas.publish.rdf.names import VOCABULARIES
from lensatlas.publish.rdf.terms import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    import rdflib

    from lensatlas.publish.rdf.terms import Term, Triple


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One thing that breaks a shape: the node, the path or constraint, and what the shape says."""

    node: str
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Conformance:
    """Whether a graph keeps its shapes, and every place where it does not, in order."""

    breaches: tuple[Breach, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no breach."""
        return not self.breaches


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """Triples as an rdflib graph, prefixes bound."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in VOCABULARIES.items():
        graph.bind(prefix, namespace)
    nodes: dict[Term, rdflib.term.Node] = {}  # terms repeat: predicates, classes, and every subject some ten times
    for triple in triples:
        for term in triple:
            if term not in nodes:
                nodes[term] = _node(term)
        s, p, o = triple
        graph.add((nodes[s], nodes[p], nodes[o]))
    return graph


def _node(term: Term) -> rdflib.term.Node:
    import rdflib

    if term[0] == "<":
        return rdflib.URIRef(plain(term))
    ending = term[term.rindex('"') + 1 :]
    if ending.startswith("@"):
        return rdflib.Literal(plain(term), lang=ending[1:])
    return rdflib.Literal(plain(term), datatype=rdflib.URIRef(ending[3:-1])) if ending else rdflib.Literal(plain(term))


def shapes() -> str:
    """The SHACL shapes, as Turtle."""
    return _resource("shapes.ttl")


def ontology() -> str:
    """The ontology, as Turtle."""
    return _resource("ontology.ttl")


def _resource(name: str) -> str:
    return resources.files("lensatlas.publish.rdf").joinpath(name).read_text(encoding="utf-8")


def conform(graph: rdflib.Graph) -> Conformance:
    """Check a graph against the shapes with pySHACL.

    Raises :class:`~lensatlas.errors.MissingExtra` where pySHACL is not installed.
    """
    try:
        import pyshacl
    except ImportError as error:
        raise MissingExtra("Checking RDF against its shapes", "shacl") from error
    import rdflib

    rules = rdflib.Graph().parse(data=shapes(), format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=rules, inplace=True, inference="none", do_owl_imports=False)
    if not isinstance(report, rdflib.Graph):  # a shape that pySHACL cannot run: ours are at fault, not the data
        raise TypeError(f"the shapes could not be checked: {report}")
    says = rdflib.Namespace("http://www.w3.org/ns/shacl#")

    def across(found: rdflib.term.Node) -> bool:
        """Whether the whole atlas was asked, and the value is the node at fault."""
        return report.value(found, says.sourceConstraintComponent) == says.SPARQLConstraintComponent

    breaches = [
        Breach(
            node=str(report.value(found, says.value) if across(found) else report.value(found, says.focusNode)),
            path=str(report.value(found, says.resultPath) or report.value(found, says.sourceConstraintComponent)),
            message=str(report.value(found, says.resultMessage)),
        )
        for found in report.subjects(rdflib.RDF.type, says.ValidationResult)
    ]
    return Conformance(tuple(sorted(breaches, key=lambda b: (b.node, b.path, b.message))))
