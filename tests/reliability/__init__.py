"""What happens to a school when programs and machines die."""
