"""Stories: which events are one, what they are called, and which passages tell them.

`stories` (module `threads`) goes through events once, in order of report; `naming` finds parties and words for a title,
`summary` the passages. Nothing is stored, and what is read later changes nothing of what was told before.
"""
