"""The roster import: the school's sheets become classes, pupils, guardians and staff."""
