"""The public site as files that any web server can hand out without this program.

A copy is made of what is stored: of the page store, the rows of the lists, and the styles and
fonts that pages refer to. It renders nothing and changes nothing in the database.
"""
