"""The counter: a page where a clerk sees in the browser what is wrong with a file, before it is sent."""
