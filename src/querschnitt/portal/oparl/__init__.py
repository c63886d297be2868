"""Meetings, papers and decisions of conferences in the shape of OParl 1.1, from editions alone.

``objects`` says what there is in an edition, ``lives`` when it came, changed and left, ``pages``
writes objects and lists, ``asked`` answers lists that are asked with filters. ``schemas`` is what
all of it is checked against.
"""
