"""Logins are left out of addresses, and nothing else is."""

from __future__ import annotations

import pytest

from kroniek.model.address import without_login, without_password
from kroniek.model.text import Source


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("https://piet:geheim@krant.example/rss", "https://krant.example/rss"),
        ("https://token@krant.example:8443/rss", "https://krant.example:8443/rss"),
        ("HTTP://piet:ge@heim@krant.example", "HTTP://krant.example"),
        ("https://piet:ge/he#im@krant.example/rss", "https://krant.example/rss"),
        ("https://piet:12/he@krant.example/rss", "https://piet:12/he@krant.example/rss"),  # may be a port and a path
        ("ftp://piet:geheim@krant.example/", "ftp://krant.example/"),
        ("https://piet:geheim@[::1]:80/", "https://[::1]:80/"),
        ("https://krant.example/@piet/2", "https://krant.example/@piet/2"),
        ("https://krant.example:80/@piet", "https://krant.example:80/@piet"),
        ("https://[::1]/@piet", "https://[::1]/@piet"),
        ("https://krant.example?aan=piet@krant.example", "https://krant.example?aan=piet@krant.example"),
        ("piet@krant.example", "piet@krant.example"),
        ("/map/piet@huis/a.txt", "/map/piet@huis/a.txt"),
        ("a https://x:y@b/c, en https://z@d/e.", "a https://b/c, en https://d/e."),
    ],
)
def test_a_login_is_left_out_of_an_address(given, shown):
    assert without_login(given) == shown


def test_a_source_holds_no_login():
    assert str(Source(address="https://piet:geheim@krant.example/rss", part="7")) == "https://krant.example/rss#7"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgresql://piet:geheim@krant.example/kroniek", "postgresql://piet:***@krant.example/kroniek"),
        ("postgresql+psycopg://piet:ge@he/im?#@[::1]:5432/k", "postgresql+psycopg://piet:***@[::1]:5432/k"),
        ("postgresql://piet:12/geheim@krant.example/k", "postgresql://piet:***@krant.example/k"),
        ("postgresql://:geheim@krant.example/k", "postgresql://:***@krant.example/k"),
        ("postgresql://piet@krant.example:5432/k", "postgresql://piet@krant.example:5432/k"),
        ("postgresql://h/k?user=piet&password=geheim&port=1", "postgresql://h/k?user=piet&password=***&port=1"),
        ("postgresql://h/k?sslpassword=geheim", "postgresql://h/k?sslpassword=***"),
        ("host=h password='ge heim' dbname=k", "host=h password=*** dbname=k"),
        ("/map/piet:x@huis/kroniek.db", "/map/piet:x@huis/kroniek.db"),
    ],
)
def test_a_password_is_left_out_of_the_address_of_a_database(given, shown):
    assert without_password(given) == shown
