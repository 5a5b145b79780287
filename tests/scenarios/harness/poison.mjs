// An object of a clone whose bytes are not what its name says, as git takes it.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

/**
 * A pack of one object, and an index that calls it by another name.
 * @param {import('./clone.mjs').Clone} clone
 * @param {string} victim
 * @param {string} kind
 * @param {Buffer} data
 */
export async function poison(clone, victim, kind, data) {
  const objects = join(clone.dir, '.git/objects');
  // Unpacked first, without the one in question.
  const packs = readdirSync(join(objects, 'pack'));
  for (const name of packs) renameSync(join(objects, 'pack', name), join(clone.box.dir, name));
  for (const name of packs.filter((one) => one.endsWith('.pack'))) await clone.box.git(clone.dir, ['unpack-objects', '-q'], readFileSync(join(clone.box.dir, name)));
  const loose = join(objects, victim.slice(0, 2), victim.slice(2));
  if (existsSync(loose)) renameSync(loose, join(clone.box.dir, 'loose'));
  const type = kind === 'tree' ? 2 : 3;
  const head = [];
  let size = data.length;
  let byte = (type << 4) | (size & 15);
  size >>= 4;
  while (size > 0) {
    head.push(byte | 0x80);
    byte = size & 0x7f;
    size >>= 7;
  }
  head.push(byte);
  const body = Buffer.concat([Buffer.from('PACK'), Buffer.from([0, 0, 0, 2, 0, 0, 0, 1]), Buffer.from(head), deflateSync(data)]);
  const sum = createHash('sha1').update(body).digest();
  const crc = Buffer.alloc(4);
  const offset = Buffer.from([0, 0, 0, 12]);
  const fan = Buffer.alloc(1024);
  for (let first = Number.parseInt(victim.slice(0, 2), 16); first < 256; first += 1) fan.writeUInt32BE(1, first * 4);
  const index = Buffer.concat([Buffer.from([0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]), fan, Buffer.from(victim, 'hex'), crc, offset, sum]);
  const name = join(objects, 'pack', `pack-${sum.toString('hex')}`);
  writeFileSync(`${name}.pack`, Buffer.concat([body, sum]));
  writeFileSync(`${name}.idx`, Buffer.concat([index, createHash('sha1').update(index).digest()]));
}
