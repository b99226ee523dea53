"""The instruments that are computed: their recipes, and the bank they are kept in."""
