"""What exists: frozen records that all workshops share, and that know no Dutch, no files, no clock and no network.

Text (`text`), what is said in it (`analysis`, `actor`, `when`, `place`), what is coded (`claim`, with PLOVER's closed
sets in `ontology`), what is judged (`event`, `judgement`), ids (`ids`) and JSON (`codec`). Import from these modules.
"""
