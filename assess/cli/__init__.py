"""The command line: arguments, exit codes, printing. Each command parses, calls one public function, and prints."""
