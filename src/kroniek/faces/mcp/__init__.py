"""The chronicle as tools for an assistant (Model Context Protocol): it asks, and can cite the words of every answer.

Reading only. Each tool stands in a file in `tools`; every answer has a schema, a bounded size, and quotes with the
document and offsets at which they stand. Words of articles are data, handed on as such and never as instructions.
"""
