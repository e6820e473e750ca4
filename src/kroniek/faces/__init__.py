"""Where people and programs meet Kroniek: the command line, and the files that it exports.

A face parses what it is given, calls `kroniek.api`, and shows what comes back. It decides nothing about news.
"""
