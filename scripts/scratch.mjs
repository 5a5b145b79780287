// Where tests make their repositories: thousands of small files, which git has written to the disk one by one.

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux keeps files in memory, and everybody may. */
const IN_MEMORY = '/dev/shm';
/** More than all tests that run side by side have there at once. */
const ROOM_BYTES = 2e9;

/**
 * A folder for temporary ones: in memory, if there is room and programs planted there may run (hooks are); else the machine's own.
 * @param {string} [memory]
 */
export function scratch(memory = IN_MEMORY) {
  try {
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize < ROOM_BYTES || freemem() < 2 * ROOM_BYTES) return tmpdir();
    const folder = mkdtempSync(join(memory, 'scratch-'));
    try {
      const program = join(folder, 'program');
      writeFileSync(program, '#!/bin/sh\nexit 7\n');
      chmodSync(program, 0o755);
      return spawnSync(program).status === 7 ? memory : tmpdir();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  } catch {
    return tmpdir();
  }
}
