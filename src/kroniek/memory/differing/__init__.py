"""Where accounts differ: between articles on one event (`accounts`), and within one article (`checks`).

Everything follows from claims and days; nothing is stored, and no account is called wrong. `values` says when two
values of a field cannot both be, `course` whether one took the place of the other as time went by.
"""
