"""Times in Dutch: `finding` says which words tell one, the other files say which days they mean.

`frame` holds what readings share, `days`, `months` and `amounts` read cores (*3 mei*, *vorige maand*, *al drie weken*),
`reading` reads the prepositions and ranges around them. `language.dates` is the way in.
"""
