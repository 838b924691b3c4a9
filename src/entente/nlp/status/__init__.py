"""Status: whether the text reports an event as happened, planned, possible or not happened."""
