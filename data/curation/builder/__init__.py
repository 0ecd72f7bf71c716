"""Makes the bundled data package from the cleaned facts and decisions beside it."""
