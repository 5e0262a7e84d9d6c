"""A local message hub that speaks EDI 2.0 v3, with its own token service: for demo and tests.

It knows nothing of nodes: every client, ours or foreign, is a client id, a public key and some HER-ids.
Never for production: there the message service is NHN's.
"""
