"""Rows and details as the API gives them: every field may be missing, and what is not known here is in `.extra`."""
