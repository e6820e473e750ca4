"""Where a text says that it has its news from: datelines, by-lines, notices, and outlets cited in a sentence.

A sign has a stretch for which it holds: a dateline and a by-line for the article (or up to the next dateline), *(ANP)*
at the end of a paragraph for what stands before it, *meldt Reuters* for its sentence, and for the one before where it
opens *Dat meldt*. Names of pictures' makers, of institutes and of agencies that are merely spoken of are no signs.
Left out: whom a claim's own voices name (`chains`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from kroniek.lexicon.speech import speech
from kroniek.memory.standing.tables import marks, outlets
from kroniek.model.text import Quote
from kroniek.strings.fold import fold

_HEAD = 8
"""Lines from the top among which a by-line stands."""
_TAIL = 4
"""Lines from the end among which a by-line or a notice stands."""
_TOP = 3
"""Lines from the top among which the name of an agency alone is a by-line."""
_BRACKET_CHARS = 60
_PLACE_WORDS = 6
_LONGEST = 1000
"""Characters that a sentence has at most."""
_REACH = 4
"""Words between a verb and the name of who tells it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Words of a text that name where it has its news from, and the stretch `[start, end)` for which they hold.

    `names` are outlets; empty for the article's own people, who stand for its own outlet. Several names together are
    one sign: which of them told what is not known. `rule` says in short what the sign is.
    """

    names: tuple[str, ...]
    quote: Quote
    start: int
    end: int
    rule: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def article_signs(text: str) -> tuple[Sign, ...]:
    """The signs of the article and of its sections, in text order."""
    lines = tuple(_lines(text))
    found = [*_datelines(text, lines), *_closings(text, lines), *_bylines(text, lines), *_notices(text, lines)]
    return tuple(sorted(dict.fromkeys(found), key=lambda sign: (sign.quote.start, sign.quote.end, sign.rule)))


def sentence_signs(text: str, start: int, end: int) -> tuple[Sign, ...]:
    """The outlets that are cited, and the own people who tell, in the sentences that `[start, end)` touches.

    Also in the sentence behind them, where that says whose they are (*Dat meldt Reuters*).
    """
    first, last = _sentence(text, start)[0], _sentence(text, max(start, end - 1))[1]
    found = [sign for one in _sentences(text, first, last) for sign in _cited(text, one)]
    behind = _sentence(text, last + 1) if last + 1 < len(text) and text[last] == " " else None
    if behind and _opens_back(text[behind[0] : behind[1]]):
        found += _cited(text, behind)
    further = [sign for sign in found if sign.rule == "cited further back"]
    return tuple(dict.fromkeys(further or found))


def lead_signs(text: str, *, sentences: int = 4) -> tuple[Sign, ...]:
    """The outlets that the first sentences cite: who announces a report stands behind what is quoted from it."""
    found: list[Sign] = []
    spots = list(_sentences(text, 0, len(text)))[: sentences + 2]
    for spot in [spot for spot in spots if spot[1] - spot[0] > _BRACKET_CHARS // 2][:sentences]:
        found += [sign for sign in _cited(text, spot) if not sign.own]
    return tuple(found)


# -- datelines, by-lines, notices ----------------------------------------------------------------------------------


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            at = start + line.index(bare[0])
            yield _Line(at, at + len(bare), bare)
        start += len(line)


_DATELINE = re.compile(
    rf"(?P<place>[^()\[\]\n]{{0,60}}?)[(\[](?P<sign>[^()\[\]\n]{{2,{_BRACKET_CHARS}}})[)\]]\s*(?P<dash>[-–—:]*)"
)
_DASHED = re.compile(
    r"(?:(?P<place>[A-ZÀ-Ý][^-–—\n]{0,40}?)\s*[-–—]\s+)?(?P<sign>[A-Za-zÀ-ÿ/,& -]{2,40}?)\s+[-–—]\s+(?=\S)"
)
_CLOSING = re.compile(rf"[(\[](?P<sign>[^()\[\]\n]{{2,{_BRACKET_CHARS}}})[)\]]\.?$")
_ACRONYM = re.compile(r"[A-ZÀ-Ý]{3,6}")
_PIECES = re.compile(r"\s*[/,;&+|]\s*|\s+en\s+|\s+-\s+")
_INITIALS = re.compile(r"[a-z]{1,4}\.?|\d[\d\s.:-]*\w*")


def _datelines(text: str, lines: Sequence[_Line]) -> list[Sign]:
    """*BRUSSEL (Belga) -*: for the article where it stands at its head, else up to the next one."""
    found: list[tuple[_Line, tuple[str, ...], Quote]] = []
    for line in lines:
        if not _is_picture(line.text[:_BRACKET_CHARS]) and (spot := _dateline(line)):
            names, end = spot
            found.append((line, names, Quote.of(text, line.start, line.start + end)))
    signs = []
    for number, (line, names, quote) in enumerate(found):
        end = found[number + 1][0].start if number + 1 < len(found) else len(text)
        start = 0 if not number and (line in lines[:_HEAD] or len(found) == 1) else line.start
        signs.append(Sign(names, quote, start, end, "dateline", own=not names))
    return signs


def _dateline(line: _Line) -> tuple[tuple[str, ...], int] | None:
    """The outlets of a dateline at the start of a line, and where it ends; no outlets for the paper's own people."""
    found = _DATELINE.match(line.text)
    if found and line.end - line.start > found.end():
        place = found["place"].strip(" ,.-–—")
        is_place = not place or (place[0].isupper() and len(place.split()) <= _PLACE_WORDS)
        if is_place and (found["dash"] or not place or place.isupper()):
            if names := _outlets_in(found["sign"]):
                return names, found.end()
            if _own_byline().match(fold(found["sign"])):
                return (), found.end()
            if place.isupper() and found["dash"] and _ACRONYM.fullmatch(found["sign"]):
                return (found["sign"],), found.end()  # the form of a wire, whoever that is
    dashed = _DASHED.match(line.text)
    if dashed and (names := _outlets_in(dashed["sign"])) and len((dashed["place"] or "").split()) <= _PLACE_WORDS:
        return names, dashed.end()
    return None


def _closings(text: str, lines: Sequence[_Line]) -> list[Sign]:
    """*… (ANP)* at the end of a paragraph: for what stands before it, back to the closing before."""
    signs, start = [], 0
    for line in lines:
        found = _CLOSING.search(line.text)
        if not found or _is_picture(line.text[: found.start()][-_BRACKET_CHARS:]) or _is_picture(found["sign"]):
            continue
        if names := _outlets_in(found["sign"]):
            quote = Quote.of(text, line.start + found.start(), line.end)
            signs.append(Sign(names, quote, start, line.end, "closing"))
            start = line.end
    if signs:  # below the last closing only what belongs to no article stands
        last = signs[-1]
        signs[-1] = Sign(last.names, last.quote, last.start, len(text), last.rule)
    return signs


def _bylines(text: str, lines: Sequence[_Line]) -> Iterator[Sign]:
    """*Van onze correspondent*, *Door: ANP*, *Redactie/Belga*, *Bron: Reuters*: a short line, for the article."""
    edges = (*lines[:_HEAD], *lines[-_TAIL:])
    for line in dict.fromkeys(edges):
        if len(line.text) > marks()["byline"]["chars"] or _is_picture(line.text) or "©" in line.text:
            continue
        names, rest = _outlets_of_byline(line.text)
        if names and line not in lines[:_TOP] and _is_bare(line.text):
            continue  # below a picture an agency's name alone is the picture's
        own = bool(_own_byline().match(fold(line.text)))
        if own or (names and not rest):
            yield Sign(names, Quote.of(text, line.start, line.end), 0, len(text), "byline", own=own)


def _outlets_of_byline(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The agencies that a line names, and what words it has that are no by-line's."""
    table, words = outlets(), marks()["byline"]
    names: list[str] = []
    rest: list[str] = []
    opened = fold(line.split(maxsplit=1)[0].strip(":,.|")) in words["openers"]
    tokens = [token for token in re.split(r"[\s/,;:|&+()\[\]–—-]+", line) if token]
    number = 0
    while number < len(tokens):
        for length in (3, 2, 1):
            form = " ".join(tokens[number : number + length])
            if name := table.agency(form):
                names.append(name)
                number += length
                break
        else:
            token = tokens[number].strip(".©")
            if token and not token[0].isdigit() and fold(token) not in words["words"]:
                rest.append(token)
            number += 1
    person = opened and 0 < len(rest) <= 4 and all(word[0].isupper() or word in {"van", "der", "den"} for word in rest)  # noqa: PLR2004 - a given name and a surname with its particles
    return tuple(dict.fromkeys(names)), () if person else tuple(rest)


def _is_bare(line: str) -> bool:
    """Does a line name agencies and nothing else?"""
    return all(outlets().agency(piece) for piece in _PIECES.split(line.strip(" ().")))


def _notices(text: str, lines: Sequence[_Line]) -> Iterator[Sign]:
    """*Bron: ANP* behind a text, *gebaseerd op berichten van Reuters en AFP*, *Copyright ANP*: for the article."""
    for line in lines:
        if _is_picture(line.text[:_BRACKET_CHARS]):
            continue
        folded = line.text.lower()
        for words in marks()["byline"]["whole"]:
            at = folded.find(words)
            if at >= 0 and (sign := _names_behind(text, line, at, at + len(words))):
                yield sign
        for found in re.finditer(r"\b[Bb]ron(?:nen)?\s*:\s*", line.text):
            if sign := _names_behind(text, line, found.start(), found.end()):
                yield sign
        for found in re.finditer(r"(?:\(c\)|©|\bcopyright\b)\s*(?:\d{4}\s*)?", line.text, re.IGNORECASE):
            about_text = any(word in folded for word in marks()["byline"]["rights"])
            if about_text and (sign := _names_behind(text, line, found.start(), found.end())):
                yield sign


def _names_behind(text: str, line: _Line, start: int, at: int) -> Sign | None:
    """The outlets that are named right behind a place in a line; the words from `start` on tell them."""
    nouns = "|".join(marks()["nouns"]["agency"])
    found = re.match(rf"\s*(?:het |de |persbureau |(?:{nouns})\s)*", line.text[at:])
    first = at + (found.end() if found else 0)
    run = _run(line.text, first)
    if run is None:
        return None
    names, end = run
    return Sign(names, Quote.of(text, line.start + start, line.start + end), 0, len(text), "notice")


def _outlets_in(sign: str) -> tuple[str, ...]:
    """The outlets of what stands in brackets: agencies, and outlets beside them; none where other words stand there.

    Initials of an editor and a day may stand beside them (*tw/belga*).
    """
    table = outlets()
    names: list[str] = []
    others: list[str] = []
    for piece in _PIECES.split(sign.strip()):
        if name := table.agency(piece):
            names.append(name)
        elif (name := table.outlet(piece)) and piece[:1].isupper():
            others.append(name)
        elif not (_INITIALS.fullmatch(piece) or fold(piece) in marks()["byline"]["words"]):
            return ()
    return tuple(dict.fromkeys((*names, *others))) if names else ()


def _is_picture(words: str) -> bool:
    return bool(_pictures().search(words.lower()))


@cache
def _pictures() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, marks()['other']['pictures']))})(?![\w])")


@cache
def _own_byline() -> re.Pattern[str]:
    return re.compile("|".join(marks()["own"]["byline"]))


@cache
def _own_sentence() -> re.Pattern[str]:
    return re.compile("|".join(marks()["own"]["sentence"]), re.IGNORECASE)


# -- sentences ------------------------------------------------------------------------------------------------------

_END = re.compile(r"[.!?][”\"’']?(?=\s+[^\s\da-zà-ÿ])|\n+")


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        spot = _sentence(text, at)
        if spot[1] > spot[0]:
            yield spot
        at = max(spot[1] + 1, at + 1)


def _sentence(text: str, at: int) -> tuple[int, int]:
    """The sentence around a place, by full stops and lines."""
    far = max(0, at - _LONGEST)
    back = max((found.end() for found in _END.finditer(text, far, at + 1) if found.end() <= at), default=far)
    while back < len(text) and text[back].isspace():
        back += 1
    found = _END.search(text, max(at, back))
    end = len(text) if found is None else found.start() if found[0].startswith("\n") else found.end()
    return back, max(back, end)


def _opens_back(sentence: str) -> bool:
    """*Dat meldt Reuters*, or *Reuters meldt dat*: does a sentence say whose the one before was?"""
    words = [word.strip(".,;:!") for word in sentence.lower().split()]
    back = marks()["cites"]["back"]
    return len(words) > 1 and (
        (words[0] in back and words[1] in _verbs()) or (words[-1] in back and words[-2] in _verbs())
    )


@cache
def _verbs() -> frozenset[str]:
    return frozenset((*marks()["cites"]["verbs"], "zegt", "zeggen", "zei", "zeiden", "bevestigt", "bevestigen"))


@cache
def _between() -> frozenset[str]:
    nouns = marks()["nouns"]
    return frozenset(fold(word) for word in (*marks()["cites"]["between"], *nouns["agency"], *nouns["medium"]))


def _cited(text: str, spot: tuple[int, int]) -> list[Sign]:
    """The outlets that a sentence cites, those named in one breath together, and the own people who tell."""
    start, end = spot
    sentence = text[start:end]
    found: list[Sign] = []
    at = 0
    while name := outlets().named.search(sentence, at):
        run = _run(sentence, name.start())
        at = run[1] if run else name.end()
        if run and (told := _citing(sentence, name.start(), run[1])):
            found.append(Sign(run[0], Quote.of(text, start + told[0], start + told[1]), start, end, told[2]))
    for own in _own_sentence().finditer(sentence):
        quote = Quote.of(text, start + own.start(), start + own.end())
        found.append(Sign((), quote, start, end, "own people", own=True))
    return found


@cache
def _links() -> re.Pattern[str]:
    """What may stand between two names of a row: *Reuters, AFP en het dagblad Trouw*."""
    nouns = "|".join((*marks()["nouns"]["agency"], *marks()["nouns"]["medium"]))
    return re.compile(rf"\s*(?:,|/|\ben\b|\bén\b|&)\s*(?:(?:de|het|{nouns}) ){{0,2}}")


def _run(text: str, at: int) -> tuple[tuple[str, ...], int] | None:
    """The outlets that are named in a row from a place on (*Reuters, AFP en AP*), and where the row ends."""
    table, names, end = outlets(), list[str](), at
    while found := table.named.match(text, end):
        if _is_other(text, found.start(), found.end()):
            break
        names.append(table.by_form[fold(found[0])])
        end = found.end()
        link = _links().match(text[end:])
        if not link or not table.named.match(text, end + link.end()):
            break
        end += link.end()
    if not names:
        return None
    return tuple(dict.fromkeys(names)), end


def _is_other(text: str, start: int, end: int) -> bool:
    """Does the name mean something else here: *Reuters Institute*, *de AP*, *Michael Bloomberg*, the adverb *mehr*?"""
    before, after, table = text[:start].split(), text[end:].split(maxsplit=1), outlets()
    form = fold(text[start:end])
    if after and after[0].strip(".,;:") in marks()["other"]["after"]:
        return True
    last = before[-1] if before else ""
    noun = fold(last) in {*marks()["nouns"]["agency"], *marks()["nouns"]["medium"]}
    if form in table.behind_noun and not noun and not text[:start].rstrip().endswith(("ron:", "ronnen:")):
        return True
    if form in table.not_de and last.lower() == "de":
        return True
    return (
        bool(last)
        and last[0].isupper()
        and last.isalpha()
        and len(before) > 1
        and table.outlet(last) is None
        and fold(last) not in _between()
        and fold(last) not in _verbs()
    )


def _citing(sentence: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Where the words stand with which a sentence cites the name at `[start, end)`, and the rule.

    None where it merely speaks of it.
    """
    stripped = tuple(_stripped(sentence[:start].rstrip(" “\"'‘’")))
    for bare in stripped:
        if words := next(
            (words for words in marks()["cites"]["before"] if f" {fold(bare)}".endswith(f" {words}")), None
        ):
            rule = "cited further back" if words in marks()["cites"]["further"] else "cited"
            return len(bare) - len(words), end, rule
    bare = stripped[-1]
    last = fold(bare).rsplit(maxsplit=1)[-1].lstrip('(“"') if bare else ""
    at = len(bare) - len(last)
    if last in marks()["cites"]["told_to"] and _says(sentence):
        return at, end, "told to"
    if last in marks()["cites"]["verbs"]:
        return at, end, "cited"
    if found := _behind().match(sentence, end):
        return start, found.end(), "cited"
    tells = _tells_behind(sentence, end)
    return (start, tells, "cited") if tells and _opens(f" {fold(bare)}") else None


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{'|'.join(marks()['cites']['behind'])})")


def _tells_behind(sentence: str, at: int) -> int | None:
    """Where the verb of telling ends that follows a name: *Reuters meldt*, *CNN heeft vrijdag gemeld*."""
    inserted = re.match(r"\s*,[^,]{0,60},", sentence[at:])
    for word in islice(re.finditer(r"\S+", sentence[at + (inserted.end() if inserted else 0) :]), _REACH):
        bare = fold(word[0].strip(',.;:”"'))
        if bare in marks()["cites"]["verbs"]:
            return at + (inserted.end() if inserted else 0) + word.start() + len(word[0].rstrip(',.;:”"'))
        if bare not in _between() and bare not in _AUXILIARIES:
            return None
    return None


_AUXILIARIES = frozenset({"heeft", "hebben", "had", "hadden"})


def _opens(before: str) -> bool:
    """Does a name that follows these words open a clause, or name those who are there: *een verslaggever van*?"""
    words = before.split()
    if not words or words[-1][-1] in ",;:–—-" or words[-1] in {"en", "maar", "want", "dat", "zoals"}:
        return True
    return len(words) > 1 and words[-1] in {"van", "bij"} and words[-2] in marks()["nouns"]["reporters"]


def _stripped(before: str) -> Iterator[str]:
    """The text before a name, and what is left of it as words go that may stand between a verb and a name."""
    yield before
    for _ in range(_REACH):
        head, _, last = before.rpartition(" ")
        reporter = fold(last) == "van" and _is_reporter(head)
        if fold(last) not in _between() and not reporter:
            return
        before = head.rpartition(" ")[0].rstrip() if reporter else head.rstrip()
        yield before


def _is_reporter(before: str) -> bool:
    return fold(before.rpartition(" ")[2]) in marks()["nouns"]["reporters"]


def _says(sentence: str) -> bool:
    forms = speech().forms
    words = [fold(word.strip(".,;:!?“”\"'‘’()")) for word in sentence.split()]
    return any(word in forms or word in {"aldus", "weten"} for word in words)
