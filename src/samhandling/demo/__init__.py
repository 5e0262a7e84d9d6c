"""A whole sector on one machine: seven nodes, a message hub, a foreign receiver, invented people.

For showing, trying and testing. Never loaded in production.
"""
