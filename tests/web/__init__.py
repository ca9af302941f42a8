"""What runs in a browser, held against the server's own."""
