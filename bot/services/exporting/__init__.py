"""Files for who may have them, each with its purpose in the audit."""
