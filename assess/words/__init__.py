"""What the toolkit says: languages, terms, sentences, the names of countries; text laid out for a terminal."""
