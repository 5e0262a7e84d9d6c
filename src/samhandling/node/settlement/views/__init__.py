"""The screens of settlement."""
