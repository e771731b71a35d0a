"""Files that come with the program; found through wijkcheck.resources."""
