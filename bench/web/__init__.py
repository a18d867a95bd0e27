"""What the desk costs: pages and lists of a large register while documents are added, beside Datasette."""
