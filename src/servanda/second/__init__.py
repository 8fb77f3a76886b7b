"""The second reader, off unless asked for: any language model behind an OpenAI-compatible endpoint.

A Report and the name of an endpoint enter; Claims leave, in the contract's vocabulary and every field bound to a
quotation that stands in the text. What is not so bound is refused and counted. Nothing else depends on this room, and
it decides nothing: where it differs from the rules, both are shown.
"""

from servanda.second.agreement import Agreement, Difference, compare
from servanda.second.client import Endpoint, Model
from servanda.second.listener import Listener, Usage

__all__ = ["Agreement", "Difference", "Endpoint", "Listener", "Model", "Usage", "compare"]
