"""Measures readers of times on the hand-written table and on the Dutch suite of Recognizers-Text, side by side."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from typing import Any

from time_cases import Case, agrees, by_convention, kind_of, recognizers, same, table, whole
from time_readers import Answer, dateparser, heideltime, ours


def shown(suite: Sequence[Case], answers: dict[str, list[list[Answer]]]) -> dict[str, dict[str, dict[str, int]]]:
    """For each reader and kind how many cases there are, whose words are found, whose days are right, which pass.

    A case passes by the codebook where it is found, and where its days are asked for, they are right or right by a
    convention; `suite` counts only days that are the same.
    """
    told: dict[str, dict[str, dict[str, int]]] = {}
    for reader, found in answers.items():
        tally: dict[str, Counter[str]] = {}
        for case, times in zip(suite, found, strict=True):
            counts = tally.setdefault(case.kind, Counter())
            counts.update(verdict(case, times))
        told[reader] = {kind: dict(counts) for kind, counts in tally.items()}
        told[reader]["all"] = dict(sum(tally.values(), Counter[str]()))
    return told


def verdict(case: Case, times: Sequence[Answer]) -> dict[str, int]:
    """What a reader's answer to a case of the suite is worth."""
    here = [time for time in times if time.start < case.end and case.start < time.end]
    found = whole([(time.start, time.end) for time in here], case.start, case.end)
    days = [one for time in here for one in time.days]
    if case.wanted is None:
        return {"cases": 1, "found": found, "suite": found, "passed": found}
    if not case.wanted:  # a date that does not exist
        return {"cases": 1, "found": found, "days": 1, "suite": not days, "passed": not days, "placed": not days}
    exact = any(same(want, one) for want in case.wanted for one in days)
    near = exact or any(by_convention(case, want, one) for want in case.wanted for one in days)
    return {"cases": 1, "found": found, "days": 1, "suite": exact, "passed": near, "placed": near}


def right(case: Case, times: Sequence[Answer]) -> bool:
    """Does one reading of the words of a row agree with what the table says, by the codebook's rule?

    A row without days wants none.
    """
    here = [one for time in times if time.start < case.end and case.start < time.end for one in time.days]
    if not case.wanted:
        return not here
    return any(agrees(want, one) for want in case.wanted for one in here)


def measure_table(asked: argparse.Namespace) -> dict[str, Any]:
    """The hand-written table, by group and reader."""
    rows = list(table())
    told: dict[str, Any] = {}
    for reader, found in answered(rows, asked).items():
        tally: dict[str, list[int]] = {}
        for case, times in zip(rows, found, strict=True):
            good = right(case, times)
            counts = tally.setdefault(case.kind, [0, 0])
            counts[0] += 1
            counts[1] += good
            if asked.misses and reader == "kroniek" and not good:
                print(case.kind, case.text, case.wanted, times, sep="\t")
        tally["all"] = [sum(counts) for counts in zip(*tally.values(), strict=True)]
        told[reader] = tally
    return told


def measure_recognizers(asked: argparse.Namespace) -> dict[str, Any]:
    """The suite: the kinds that news uses, what is left out, and our failures by kind."""
    every = list(recognizers(asked.folder))
    suite = [case for case in every if not case.left_out]
    answers = answered(suite, asked)
    failures: Counter[str] = Counter()
    for case, times in zip(suite, answers["kroniek"], strict=True):
        if not verdict(case, times)["passed"]:
            failures[kind_of(case.words)] += 1
            if asked.misses:
                print(kind_of(case.words), case.kind, case.words, case.text, case.wanted, times, case.anchor, sep="\t")
    unused = Counter(case.left_out for case in every if case.left_out)
    whole_suite = shown(every, {"kroniek": ours(every)})["kroniek"]["all"]
    return {
        "cases": len(every),
        "left out": dict(unused.most_common()),
        "kinds": shown(suite, answers),
        "nothing left out": whole_suite,
        "failures": dict(failures.most_common()),
    }


def answered(cases: Sequence[Case], asked: argparse.Namespace) -> dict[str, list[list[Answer]]]:
    """What every reader says that is at hand."""
    answers = {"kroniek": ours(cases)}
    if asked.heideltime:
        jar, config = asked.heideltime, asked.heideltime_config
        answers["heideltime"] = heideltime(cases, jar=jar, config=config, tagger=asked.tagger)
    if asked.dateparser:
        answers["dateparser"] = dateparser(cases, python=asked.dateparser)
    return answers
