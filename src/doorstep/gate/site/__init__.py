"""The web application's frame: Django's settings, the addresses, the WSGI entry. No rule of the product lives here."""
