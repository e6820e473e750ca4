"""The web app: a chronicle to look at, page by page, and the same records as JSON.

`app.create_app` makes it; `kroniek serve` runs it. A page is a `views.View`: what may be asked, what is gathered for
it, its record for programs, and its words for people. Pages read the chronicle through `kroniek.api` only; nothing is
decided here. Loaded when it is served: the rest of Kroniek does not need a web framework.
"""
