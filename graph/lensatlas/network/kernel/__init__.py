"""The nearest articles by an inverted index, compiled where the machine it was installed on could compile.

After Bayardo, Ma & Srikant (2007) and Anastasiu & Karypis (2014); decision 12 has what was tried and measured.
"""

from lensatlas.network.kernel.index import Index, compiled_here

__all__ = ["Index", "compiled_here"]
