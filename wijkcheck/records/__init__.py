"""The words of the domain: record types and their fields, code lists, identifiers, names."""
