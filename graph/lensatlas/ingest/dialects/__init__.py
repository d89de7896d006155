"""What single formats write in ways of their own."""
