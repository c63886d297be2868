"""The open interface: everything public, as data, for programs of others; it only reads."""
