"""What exists in an organization and how people name it."""
