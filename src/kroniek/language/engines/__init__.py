"""Readers other than the built-in one, each in a file of its own that is loaded when it is asked for.

An engine speaks our `Analysis`; its own objects do not leave this folder. There is one: `neural`.
"""
