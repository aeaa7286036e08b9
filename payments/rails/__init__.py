"""Rails: the ways by which bitcoin reaches and leaves the house. One adapter each."""
