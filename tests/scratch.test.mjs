// Tests work in memory where they can, and where the machine says otherwise.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { scratch } from '../scripts/scratch.mjs';

test('a folder that programs may be run in, and nothing is left there; else the usual one', () => {
  const here = mkdtempSync(join(tmpdir(), 'memory-'));
  assert.ok([here, tmpdir()].includes(scratch(here)));
  assert.deepEqual(readdirSync(here), []);
  rmSync(here, { recursive: true });
  assert.equal(scratch(here), tmpdir(), 'there is none');
  assert.equal(scratch('/proc'), tmpdir(), 'nobody may write there');
});
