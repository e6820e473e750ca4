"""Charts for a notebook, as `kroniek.plot`; they are made in `kroniek.api.plot` and need Altair."""

from kroniek.api.plot import dyad, network, timeline

__all__ = ["dyad", "network", "timeline"]
