"""A brief as a document: Markdown, a page of HTML, PDF. The same sentences and notes in each; nothing is added."""
