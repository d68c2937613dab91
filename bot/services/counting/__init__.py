"""What has come back: one receipt per child, the tally, the report, the teacher's own hand."""
