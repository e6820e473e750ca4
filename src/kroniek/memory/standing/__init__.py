"""On how many independent words an event rests: origins, not outlets.

`standing` (module `origins`) takes an event's claims with their documents and gives the record; `signs` finds where a
text says that it has its news from, `chains` what a claim's voices go back to, `tiers` reads the user's own file.
Nothing is stored: it is counted anew when asked for, as of any day.
"""
