"""What the demonstration says of itself, where the environment says nothing else.

It shows real facts and is no official website; imprint and pages must not claim otherwise.
"""

SETTINGS = {
    # Networks on this machine that stand in for the real ones; see ``press.PLACE``.
    "QUERSCHNITT_OUTGOING_ALLOW": "127.0.0.1:8871",
    "QUERSCHNITT_DEMONSTRATION": "yes",
    "QUERSCHNITT_LAND": "ST",
    "QUERSCHNITT_GOVERNMENT_NAME": "Landesregierung Sachsen-Anhalt",
    "QUERSCHNITT_PORTAL_NAME": "Europa und Internationales",
    "QUERSCHNITT_PUBLISHER_NAME": "Demonstration von Querschnitt (kein Angebot des Landes)",
    "QUERSCHNITT_PUBLISHER_ADDRESS": "Dieser Rechner",
    "QUERSCHNITT_PUBLISHER_EMAIL": "demonstration@demo.example",
    "QUERSCHNITT_PUBLISHER_RESPONSIBLE": "Wer diese Demonstration gestartet hat",
    "QUERSCHNITT_SECURITY_CONTACT": "mailto:demonstration@demo.example",
}
