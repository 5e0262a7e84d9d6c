"""How messages leave and reach us. No Django, no database: time, keys and addresses come as arguments."""
