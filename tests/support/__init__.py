"""What tests share that is no test and no fixture: material, and ways to run the program."""
