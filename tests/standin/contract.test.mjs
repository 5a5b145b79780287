// The contract is asked in both directions, and it objects: to a request GitHub would not take, and to an answer of the
// stand-in that GitHub would not give.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Sandbox, scenario } from '../scenarios/harness/sandbox.mjs';
import { client } from './client.mjs';
import { contract } from './contract.mjs';
import { standIn } from './index.mjs';
import { ENDPOINTS } from './routes.mjs';

/** @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box */
async function world(box) {
  const remote = await box.remote([{ files: { VERSION: '1.0.0\n' }, tag: 'v1.0.0' }]);
  const github = await standIn(box, remote);
  await github.push('topic', { VERSION: '1.0.1\n' });
  await github.open('topic');
  return github;
}

/** Name, what is asked, what is objected to. @type {[string, string, string, unknown, RegExp][]} */
const wrong = [
  ['a slip in the name of a property', 'POST', '/releases', { tag_name: 'v1.0.0', pre_release: true }, /must NOT have additional properties pre_release/],
  ['a boolean for a word', 'POST', '/releases', { tag_name: 'v1.0.0', make_latest: true }, /make_latest must be string/],
  ['a word that is not one of the words', 'PUT', '/pulls/1/merge', { merge_method: 'fast-forward' }, /merge_method must be equal to one of/],
  ['a missing property', 'POST', '/pulls', { title: 't', base: 'main' }, /must have required property 'head'/],
  ['no body', 'POST', '/pulls', undefined, /body|required/],
  ['a parameter nobody knows', 'GET', '/pulls?branch=x', undefined, /unknown parameter `branch`/],
  ['a parameter with a wrong value', 'GET', '/pulls?state=opened', undefined, /state must be equal to one of/],
  ['a slip deep inside', 'POST', '/issues/1/labels', { label: ['x'] }, /labels|additional|oneOf/],
  ['an endpoint that is none', 'GET', '/pull/1', undefined, /no such endpoint/],
  ['a number that is none', 'GET', '/pulls/one', undefined, /must be integer/],
];

describe('the contract', { concurrency: 2 }, () => {
  test('it describes exactly the endpoints that the stand-in has', async () => {
    assert.deepEqual((await contract()).endpoints().sort(), [...ENDPOINTS].sort());
  });

  scenario('it objects to wrong requests', async (box) => {
    const github = await world(box);
    for (const [name, method, path, body, fault] of wrong) {
      await client(github).rest(method, path, body);
      assert.match(github.violations.join('\n'), fault, name);
      github.violations.length = 0;
    }
    assert.deepEqual((await github.state()).releases.map(({ tag_name }) => tag_name), ['v1.0.0'], 'as GitHub does, a property too many is overlooked');
  });

  scenario('it objects to missing manners', async (box) => {
    const github = await world(box);
    const manners = /** @type {const} */ ([
      [{ 'x-github-api-version': undefined }, /x-github-api-version: expected 2022-11-28, found undefined/],
      [{ 'x-github-api-version': '2026-03-10' }, /found 2026-03-10/],
      [{ accept: '*/*' }, /accept: expected application\/vnd\.github\+json/],
      [{ 'user-agent': '' }, /user-agent is missing/],
    ]);
    for (const [headers, fault] of manners) {
      assert.equal((await client(github, { headers }).rest('GET', '')).status, 200);
      assert.match(github.violations.join('\n'), fault);
      github.violations.length = 0;
    }
    await client(github, { headers: { 'content-type': 'text/plain' } }).rest('POST', '/releases', { tag_name: 'v1.0.0' });
    assert.match(github.violations.splice(0).join('\n'), /content-type: expected application\/json/);
  });

  test('it objects to wrong answers', async () => {
    const github = await contract();
    const box = new Sandbox();
    const server = await world(box);
    const { body: pull } = await client(server).rest('GET', '/pulls/1');
    const [get, post] = ['/repos/{owner}/{repo}/pulls/{pull_number}', '/repos/{owner}/{repo}/pulls'];
    assert.deepEqual(github.response('GET', get, 200, pull), []);
    const without = { ...pull, number: undefined };
    assert.match(github.response('GET', get, 200, without).join(), /required property 'number'/);
    assert.match(github.response('GET', get, 200, { ...pull, state: 'merged' }).join(), /state must be equal/);
    assert.match(github.response('GET', get, 200, { ...pull, head: { ...pull.head, sha: 7 } }).join(), /head\/sha must be string/);
    assert.match(github.response('GET', get, 200, { ...pull, created_at: 'yesterday' }).join(), /created_at must match format/);
    assert.deepEqual(github.response('GET', get, 200, { ...pull, closed_at: null, mergeable: null }), []);
    assert.match(github.response('POST', post, 200, pull).join(), /200, which is not described/);
    assert.match(github.response('POST', post, 404, {}).join(), /without a message/);
    assert.match(github.response('POST', post, 201, undefined).join(), /without a body/);
    await box.close();
    box.remove();
  });

  test('an answer that is wrong on the wire, and any violation that is left, fails the test', async () => {
    const box = new Sandbox();
    const github = await world(box);
    // The stand-in is made to tell a falsehood: an id that is no number.
    await github.control({ do: 'edit', args: [1, { title: /** @type {any} */ (17) }] });
    await client(github).rest('GET', '/pulls/1');
    assert.match(github.violations.join(), /the stand-in's answer: \/title must be string/);
    await assert.rejects(() => box.close(), /the contract was violated:\ncall 1, GET \/repos\/o\/r\/pulls\/1: the stand-in's answer/);
    box.remove();
  });
});
