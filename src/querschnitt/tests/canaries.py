"""Random words that betray where a text came from."""

import secrets


class Canaries:
    """Random words, each known by where it was put and who may read it inside the government.

    ``readers`` are departments, roles and people by their names here; coordinators and auditors
    read everything. Without any, everybody who has signed in does.
    """

    def __init__(self):
        self.places, self.readers = {}, {}

    def new(self, place, readers=""):
        word = f"q{secrets.token_hex(16)}"
        self.places[word], self.readers[word] = place, {*readers.split()}
        return word

    def found_in(self, data):
        """Return the places of all canaries that some bytes hold, whatever their case."""
        seen = data.lower()
        return sorted(place for word, place in self.places.items() if word.encode() in seen)
