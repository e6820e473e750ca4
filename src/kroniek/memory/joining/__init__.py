"""Which claims tell of one event, and which events have to do with each other.

Pure: records in, judgements out; the store reads and writes for it (`memory/joiner.py`). A claim becomes a `Told`
(`telling`), meets those that share a key with it (`blocking`), each pair gets a score from small named features
(`features`, `scoring`), and `linker` decides, for a whole group or not at all. What is no merge but a follow-up, a part,
a repeat or the same matter is a link (`links`). Precision before recall: a false merge says that two newsrooms agree.
Why it is cut like this: docs/decisions/0050-joining.md.
"""
