"""The engine that asks a language model, and believes of its answer what the text bears out.

`engine` puts it together: `windows` cuts a text, `prompt` makes the question, `server` asks it, `answers` finds the
records, `checking` refuses what is not legal, `resolving` makes parties, times and places of the words. Loaded only
where the engine is chosen. Left out: any server or model of our own.
"""
