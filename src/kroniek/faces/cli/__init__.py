"""The command line: one file per command, each loaded when it is called.

Data goes to standard output, talk to standard error. `main` holds the exit codes and shows every error in one place;
`session` holds what commands share; `telling` puts a claim in words.
"""
