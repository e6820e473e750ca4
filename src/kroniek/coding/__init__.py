"""Analysis → Claims: triggers, roles, status, voices and codes, each with its reason. No parsing of text, no store."""

from kroniek.coding.coder import ENGINES, Coder, coder

__all__ = ["ENGINES", "Coder", "coder"]
