"""Following many sources on a server that behaves badly, by a process that is killed again and again."""
