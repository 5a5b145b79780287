// Preloaded into the program: it leaves the processor time it took, in milliseconds, in the file that SPENT names. A clock on
// the wall would tell of what else the machine does.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.SPENT, String((user + system) / 1000));
});
