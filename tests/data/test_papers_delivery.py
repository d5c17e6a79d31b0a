"""What is written while the work is done: support contract, plan, reports, requests for money, changes."""
