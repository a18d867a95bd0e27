"""What may be said: documents, spans, entities, claims, decisions, dates. No input or output, no clock."""
