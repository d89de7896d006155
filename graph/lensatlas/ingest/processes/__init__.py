"""Reading in other processes: over all cores, and where a page may end its reader."""
