"""What became of promises, threats and demands, and how far agreements have come, as far as articles tell.

`commitments` (module `following`) takes claims with their documents' days and gives the records of `model.commitment`;
`agreements` (module `agreements`) the lives of agreements. Nothing is stored: both are counted anew when asked for, as
of any day. Which deed carries out which promise, and which words tell what, is data (`data/`).
"""
