"""Actors that seem to be one: proposals for an editor, who alone may merge them."""

from __future__ import annotations

from lensatlas.tagging.akin.appearances import Appearances, appearances
from lensatlas.tagging.akin.proposal import AKIN_KINDS, ActorProposal
from lensatlas.tagging.akin.survey import actor_proposals

__all__ = ["AKIN_KINDS", "ActorProposal", "Appearances", "actor_proposals", "appearances"]
