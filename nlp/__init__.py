"""What the words of documents and questions mean."""
