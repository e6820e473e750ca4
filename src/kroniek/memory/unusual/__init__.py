"""Weeks in which a pair is in the news more than its own past lets expect: counts in, judgements out.

Pure functions over counts; nothing here knows SQL, a clock or a name. Why this rule, and how often it is wrong:
docs/decisions/0063-watching.md.
"""
