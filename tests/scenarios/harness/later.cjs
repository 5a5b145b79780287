// Preloaded into the program: it is eleven minutes later, so that no other run can be about to open a pull request.
const { now } = Date;
Date.now = () => now() + 11 * 60_000;
