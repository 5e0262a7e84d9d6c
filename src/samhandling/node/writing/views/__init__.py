"""The screens of writing: what to begin, the form, the preview."""
