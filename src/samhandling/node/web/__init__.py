"""What all screens share: frame, wording, errors, idle time."""
