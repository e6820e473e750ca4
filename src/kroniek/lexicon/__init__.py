"""Word tables: loads, checks and indexes what is known of Dutch names, roles, frames and times. No analysis, no scores.

The loaders below are cached and read their data when first called. They bear the names of the modules that hold
them, so `from kroniek.lexicon import countries` gives the loader and `from kroniek.lexicon.countries import Country`
a record.
"""

from kroniek.lexicon.actors import actors, roles
from kroniek.lexicon.countries import countries
from kroniek.lexicon.gazetteer import gazetteer
from kroniek.lexicon.places import places

__all__ = ["actors", "countries", "gazetteer", "places", "roles"]
