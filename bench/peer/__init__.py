"""Reading beside a pipeline of spaCy's."""
