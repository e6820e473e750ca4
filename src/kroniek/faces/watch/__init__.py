"""Alerts on their way to people: put in words once, and sent to a terminal, a feed, a webhook, or by mail.

Whatever is sent is noted before it is, so that nothing is sent twice; what fails is tried again and named.
"""
