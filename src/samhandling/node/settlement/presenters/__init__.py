"""Settlement in words."""
