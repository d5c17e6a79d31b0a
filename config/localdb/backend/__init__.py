"""Django finds a database engine by the module `base` in the package it is named by."""
