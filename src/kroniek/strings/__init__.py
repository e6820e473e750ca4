"""Pure functions on text: folding, words with their offsets, likeness. No word lists, no documents, no state."""
