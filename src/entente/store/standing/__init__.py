"""Standing relations: reports of many documents merged, with their history, contradictions and questions."""
