"""What every room that speaks over a network needs alike, whatever is asked there: that a wait has an end.

Who may be asked, and what an answer means, is the business of the rooms that ask.
"""
