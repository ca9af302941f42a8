"""The phone's own part: the page that starts it, its service worker, and the rules that it takes with it."""
