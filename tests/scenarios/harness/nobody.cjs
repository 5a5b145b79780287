// Preloaded into the program: it takes itself for an ordinary user, also where the tests are run by root.
process.getuid = () => 4321;
