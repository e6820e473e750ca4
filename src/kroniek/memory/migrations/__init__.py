"""The steps from an empty database to the tables of today, run by `opening.py`; each step is one transaction.

A step is never changed once it was released: what it made stands in somebody's chronicle.
"""
