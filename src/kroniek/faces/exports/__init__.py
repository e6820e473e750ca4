"""Claims as files that other programs read: one module per format, each a writer of claims to an open file."""
