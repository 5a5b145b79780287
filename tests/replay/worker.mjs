// A process that replays the walks it is sent, one at a time: the model's clock is one for a whole process.

import { Sandbox } from '../scenarios/harness/sandbox.mjs';
import { replay } from './replay.mjs';

process.on('message', async (/** @type {import('./trace.d.ts').Trace} */ trace) => {
  const box = new Sandbox();
  /** @type {string | null} */
  let failure = null;
  try {
    await replay(box, trace);
    await box.close();
  } catch (error) {
    failure = /** @type {Error} */ (error).message;
  } finally {
    await box.close().catch(() => {});
    box.remove();
  }
  process.send?.({ failure });
});
