"""Beside the record system: what it hands over, fetches and tells (docs/integration.md).

tokens, callers   who calls: bearer tokens with scopes, each with a user of its own that the log names
handing           a message handed over becomes a message sent, once
handouts          what came, in one numbered line that nobody has to sort
folder            the same two through folders
api               the same two through REST (openapi.yaml)
events            admission, ward and departure as the record system tells them
copies, modes     lyttemodus: the record system sends and receives, this node follows
"""
