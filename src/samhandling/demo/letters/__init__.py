"""Messages from simple descriptions: one small function per message type, on the standards' typed classes.

They say what an invented letter needs and no more; a node's own screens will have forms of their own.
"""
