"""Forms and questions: they ask and answer, and know no panel."""
