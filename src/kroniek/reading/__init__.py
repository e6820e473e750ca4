"""Reading: an address (file, folder, page, feed, archive, standard input) to documents.

Nothing heavy is loaded here: parsers of HTML, feeds and archives load when the first such source is read.
"""

from kroniek.reading.fetch import Fetch, Fetched
from kroniek.reading.naming import Names
from kroniek.reading.opml import feed_addresses
from kroniek.reading.options import ReadingOptions
from kroniek.reading.polite import Asked, Polite
from kroniek.reading.read import count, read, read_feed
from kroniek.reading.web import web

__all__ = [
    "Asked",
    "Fetch",
    "Fetched",
    "Names",
    "Polite",
    "ReadingOptions",
    "count",
    "feed_addresses",
    "read",
    "read_feed",
    "web",
]
