"""What is on its way, what needs a person, what arrived."""
