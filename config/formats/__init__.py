"""How this country writes what a form takes in, where Django knows only the American way."""
