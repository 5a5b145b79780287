// Preloaded by the start-up measurement: ends the process when the program's own code has been loaded and has run up to
// its first wait, before anything it waits for is taken up.
process.nextTick(() => process.reallyExit(0));
