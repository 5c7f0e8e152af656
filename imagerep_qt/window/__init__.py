"""The main window: its menus, commands and arrangement."""
