"""No question breaks a page: whatever is asked, the answer is a page, or a plain no."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TEXT = st.text(max_size=40) | st.sampled_from(
    ["Rusland", "RUS", "%", "_", "*", '"', "a OR b", "NEAR(a b)", "\x00", "٣", "İ", "ﬁ"]
)
DAY = st.dates().map(str) | st.sampled_from(
    ["2022", "0001", "9999", "9999-12", "0000", "2022-13", "٢٠٢٢", "-1", "2022-1-1"]
)
QUESTIONS = {
    "/zoek": {
        "q": TEXT,
        "actor": TEXT,
        "with": TEXT,
        "type": TEXT,
        "status": TEXT,
        "since": DAY,
        "until": DAY,
        "after": TEXT,
    },
    "/kaart": {"actor": TEXT, "since": DAY, "until": DAY, "as_of": DAY},
    "/netwerk": {"actor": TEXT, "since": DAY, "until": DAY, "as_of": DAY},
    "/paar": {"a": TEXT, "b": TEXT, "since": DAY, "until": DAY, "after": TEXT, "as_of": DAY},
    "/citaten": {"by": TEXT, "about": TEXT, "since": DAY, "until": DAY, "after": TEXT, "as_of": DAY},
    "/agenda": {"actor": TEXT, "since": DAY, "until": DAY, "after": TEXT, "as_of": DAY},
    "/bronnen": {"outlet": TEXT, "after": TEXT, "as_of": DAY},
    "/controle": {"kind": TEXT, "actor": TEXT, "after": TEXT, "as_of": DAY},
    "/wie": {"like": TEXT, "as_of": DAY},
    "/": {"as_of": DAY},
}


@pytest.mark.parametrize("address", QUESTIONS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_question_breaks_a_page(looked_at, address, data):
    asked = data.draw(st.fixed_dictionaries({}, optional=QUESTIONS[address]))
    answer = looked_at.get(f"{address}?{urlencode(asked, errors='surrogatepass')}")
    assert answer.status_code in {200, 400}
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("address", ["/artikel/", "/bewering/", "/gebeurtenis/", "/wie/"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=60).filter(lambda text: text.strip("./")))
def test_no_id_breaks_a_page(looked_at, address, name):
    for ending in ("", ".json"):
        answer = looked_at.get(f"{address}{quote(name, safe='', errors='surrogatepass')}{ending}")
        assert answer.status_code in {200, 400, 404}


@pytest.mark.parametrize("address", ["/zoek", "/agenda", "/citaten", "/bronnen", "/controle", "/paar?a=Rusland&b=Mali"])
def test_a_list_does_not_begin_again_without_a_word(client, address):
    answer = client.get(f"{address}{'&' if '?' in address else '?'}after=zzz")
    assert answer.status_code == 400
    assert "Verder na" in answer.text


@pytest.mark.parametrize("address", ["claims", "documents"])
def test_programs_are_told_that_there_is_no_going_on_after_something_unknown(client, address):
    answer = client.get(f"/api/v1/{address}?after=zzz")
    assert answer.status_code == 400
    assert "no answer gave" in answer.json()["detail"]


@pytest.mark.parametrize("address", ["/api/v1/claims?actor=%00", "/zoek?q=a%00b", "/wie/%00"])
def test_what_no_name_holds_is_refused(client, address):
    answer = client.get(address)
    assert answer.status_code == 400
    assert "%00" in answer.text
