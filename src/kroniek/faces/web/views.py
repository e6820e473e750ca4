"""All pages, in the order of the menu. A page that is not listed here does not exist."""

from __future__ import annotations

from typing import Any

from kroniek.faces.web.pages import article, claim
from kroniek.faces.web.view import View

VIEWS: tuple[View[Any, Any], ...] = (article.VIEW, claim.VIEW)
