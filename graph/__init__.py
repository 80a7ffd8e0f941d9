"""What is asserted, by which source, and how it is stored, published and queried."""
