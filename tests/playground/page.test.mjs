// The playground in a real Chromium: typing, dropping, clicking through a story, links, and no network.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { publish } from '../../scripts/playground.mjs';
import { DESKTOP, PHONE, launch, open, ready, serve } from './browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
});
after(async () => {
  await browser.close();
  await server.close();
});

/** @param {Page} page @param {string} version */
const says = (page, version) => page.waitForFunction((wanted) => document.getElementById('next-version')?.textContent === wanted, version, { timeout: 5000 });
/** @param {Page} page */
const chips = (page) => page.locator('#file-list button').allTextContents();

for (const [size, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
  test(`what is typed is answered: ${size}`, async () => {
    const { page, context, complaints } = await open(browser, server.url, { viewport });
    assert.deepEqual(await Promise.all(['#next-version', '#next-tag', '#next-branch'].map((id) => page.textContent(id))), ['1.3.0', 'v1.3.0', 'chore/version-bump-1.3.0']);
    await page.fill('#file-text', '{\n  "version": "4.5.6"\n}\n');
    await page.click('#file-list button:nth-child(2)');
    await page.click('#remove-file');
    await says(page, '4.6.0');
    assert.equal(await page.inputValue('#tag'), 'v4.5.6', 'the newest tag follows the files');
    assert.equal(await page.locator('#examples [aria-pressed=true]').count(), 0, 'it is no example any more');
    assert.match((await page.textContent('.diff pre')) ?? '', /- {2}"version": "4.5.6"\n\+ {2}"version": "4.6.0"/);
    await page.fill('#commits', 'feat!: everything is new');
    await says(page, '5.0.0');
    await page.click('label:has(#bump-patch)');
    await says(page, '4.5.7');
    await page.click('label:has(#bump-exact)');
    await page.fill('#version', '9.0.0-rc.1');
    await says(page, '9.0.0-rc.1');
    await page.click('#file-list button:first-child');
    await page.fill('#file-name', 'lib/package.json');
    await page.waitForFunction(() => document.querySelector('.diff figcaption')?.textContent === 'lib/package.json');
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`a refused push, clicked through to its end: ${size}`, async () => {
    const { page, context, complaints } = await open(browser, server.url, { viewport });
    for (const pick of ['ok', 'ok', 'protected', 'ok', 'ok', 'ok', 'ok', 'ok']) await page.click(`[data-pick=${pick}]`);
    assert.match((await page.textContent('#step')) ?? '', /Pull request #1 waits/);
    const refs = (/** @type {string} */ kind) => page.locator(`#graph .ref.${kind}`).allTextContents();
    assert.deepEqual([await refs('head'), await refs('tag'), await refs('pull')], [['chore/version-bump-1.3.0', 'main'], ['v1.2.3'], ['#1']]);
    const order = (/** @type {string} */ state) => page.locator(`#order .${state} > span:nth-child(2)`).allTextContents();
    assert.deepEqual([await order('done'), await order('waits'), await order('later')], [['decided', 'built', 'proposed'], ['landed'], ['tagged', 'released']]);
    await page.click('[data-pick=merge-1]');
    assert.deepEqual([await order('done'), await order('waits')], [['decided', 'built', 'proposed', 'landed'], ['tagged']]);
    await page.click('[data-pick=again]');
    await page.click('#to-end');
    assert.equal(await page.textContent('#step'), 'Released: v1.3.0');
    assert.equal((await order('done')).length, 6);
    assert.deepEqual([await refs('head'), await refs('tag')], [['main'], ['v1.3.0', 'v1.2.3']]);
    assert.match((await page.textContent('#promise')) ?? '', /The promise holds.*v1\.3\.0 → [0-9a-f]{7} says 1\.3\.0/s);
    assert.equal(await page.locator('#graph svg circle').count(), await page.locator('#graph li').count());
    const events = await page.locator('.event').count();
    await page.click('#back');
    assert.equal(await page.locator('.event').count(), events - 1);
    await page.click('.event:nth-child(3) button');
    assert.equal(await page.locator('.event').count(), 2);
    assert.equal(await page.isVisible('[data-pick=protected]'), true);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('all that may become of a push can be clicked, and ends well or with its cause', async () => {
  const ends = { faster: 'Released: v1.3.0', taken: 'Nothing to release', lost: 'Released: v1.3.0', landed: 'Released: v1.3.0', signatures: 'It stopped', permission: 'It stopped' };
  const { page, context, complaints } = await open(browser, server.url);
  for (const [pick, end] of Object.entries(ends)) {
    for (const one of ['ok', 'ok', pick]) await page.click(`[data-pick=${one}]`);
    if (await page.isEnabled('#to-end')) await page.click('#to-end');
    assert.equal(await page.textContent('#step'), end, pick);
    await page.click('#restart');
  }
  for (const scene of await page.locator('#scenes button').all()) {
    await scene.click();
    assert.match((await page.textContent('#step')) ?? '', /^(Released: v1.3.0|Nothing to release)$/);
    assert.match((await page.textContent('#promise h3')) ?? '', /holds/);
  }
  assert.deepEqual(complaints, []);
  await context.close();
});

test('files are dropped and opened; the first of one’s own take the example’s place', async () => {
  const { page, context } = await open(browser, server.url);
  const drop = (/** @type {Record<string, string>} */ files) =>
    page.evaluate((given) => {
      const data = new DataTransfer();
      for (const [name, text] of Object.entries(given)) data.items.add(new File([text], name));
      for (const type of ['dragover', 'drop']) document.getElementById('files-title')?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
    }, files);
  await drop({ 'Cargo.toml': '[package]\nname = "x"\nversion = "0.3.0"\n' });
  await page.waitForFunction(() => document.getElementById('file-list')?.textContent === 'Cargo.toml');
  await says(page, '0.4.0');
  await page.setInputFiles('#open-files', [{ name: 'pyproject.toml', mimeType: 'text/plain', buffer: Buffer.from('[project]\nname = "x"\nversion = "0.3.0"\n') }]);
  await page.waitForFunction(() => document.querySelectorAll('.diff').length === 2);
  assert.deepEqual(await chips(page), ['Cargo.toml', 'pyproject.toml']);
  await drop({ 'Cargo.toml': '[package]\nname = "x"\nversion = "0.5.0"\n' });
  await says(page, '0.6.0');
  await context.close();
});

test('what is wrong is said where it is', async () => {
  const { page, context } = await open(browser, server.url);
  await page.fill('#file-text', '{\n  "version": "1.2.3",,\n}\n');
  await page.waitForSelector('#files-problem:not([hidden])');
  assert.match((await page.textContent('#files-problem')) ?? '', /malformed-json package\.json:2:/);
  assert.equal(await page.getAttribute('#file-text', 'aria-invalid'), 'true');
  await page.click('text=Show the place');
  assert.equal(await page.evaluate(() => /** @type {HTMLTextAreaElement} */ (document.activeElement).value.slice(0, /** @type {HTMLTextAreaElement} */ (document.activeElement).selectionStart).split('\n').length), 2);
  await page.click('#examples button:nth-child(1)');
  await page.click('label:has(#bump-exact)');
  await page.fill('#version', '1.2.3.4.5');
  await page.waitForSelector('#bump-problem:not([hidden])');
  assert.equal(await page.getAttribute('#version', 'aria-invalid'), 'true');
  await page.click('summary');
  await page.fill('#tagFormat', 'release');
  await page.waitForSelector('#tagFormat-problem:not([hidden])');
  await page.click('#examples button:last-child');
  await page.fill('#package', 'attic');
  await page.waitForSelector('#package-problem:not([hidden])');
  assert.match((await page.textContent('#package-problem')) ?? '', /unknown-package/);
  await context.close();
});

test('a link holds everything, and comes back as it was', async () => {
  const { page, context } = await open(browser, server.url);
  await page.click('#examples button:nth-child(3)');
  await page.fill('#commits', 'feat: <b>bold</b> & "quoted" – ünï');
  await says(page, '0.3.0');
  await page.click('#locked');
  for (const pick of ['ok', 'ok', 'ok', 'ok']) await page.click(`[data-pick=${pick}]`);
  await page.waitForFunction(() => location.hash.length > 20);
  const shown = (/** @type {Page} */ one) => one.evaluate(() => ['#file-list', '#preview', '#story', '#promise', '#graph'].map((id) => document.querySelector(id)?.textContent));
  const before = await shown(page);
  await page.waitForTimeout(100);
  const other = await open(browser, page.url());
  assert.deepEqual(await shown(other.page), before);
  assert.equal(await other.page.inputValue('#commits'), 'feat: <b>bold</b> & "quoted" – ünï');
  await other.context.close();
  await context.close();
});

test('whatever a link holds, text stays text and the page works', async () => {
  const nasty = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
  const { page, context } = await open(browser, server.url);
  const link = (/** @type {unknown} */ state) =>
    page.evaluate(async (given) => {
      const { packed } = await import(`${location.origin}/docs/playground/share.js`);
      return packed(given);
    }, state);
  const files = [{ path: `${nasty}/package.json`, text: `{"name": "${'x'.repeat(99)}", "version": "1.0.0"}` }, { path: nasty, text: nasty }, { path: 5, text: [] }, null];
  const hostile = { tab: nasty, files, tag: nasty, commits: `feat: ${nasty}\n  ${nasty}`, bump: nasty, package: { length: 1 }, tagFormat: [nasty], mode: nasty, picks: [nasty, 'ok', 7, '__proto__'], branches: nasty, branch: {}, honest: 'no', locked: 1 };
  const wanted = [await link(hostile), await link({ ...hostile, bump: 'auto', tag: 'v1.0.0' }), await link([]), await link('x'), '1.', '1.!!', 'x', `1.${'A'.repeat(40_000)}`, '%E0%A4%A', await link({ files: Array.from({ length: 500 }, () => ({ path: 'a', text: 'b' })), picks: Array.from({ length: 9999 }, () => 'ok') })];
  for (const hash of wanted) {
    const { page: other, context: own, complaints } = await open(browser, `${server.url}#${hash}`);
    assert.equal(await other.title(), 'version-first playground', String(hash));
    assert.equal(await other.locator('main img, main script, main b:not(label b)').count(), 0);
    assert.deepEqual(complaints, []);
    await other.click('#tab-iterations');
    await other.click('#tab-release');
    await own.close();
  }
  // A few bytes that unfold to a gigabyte are not waited for.
  const bomb = await page.evaluate(async () => {
    const { unpacked } = await import(`${location.origin}/docs/playground/share.js`);
    const bytes = new Uint8Array(await new Response(new Blob([`"${'0'.repeat(20_000_000)}"`]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer());
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    const text = `1.${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
    return [text.length, await unpacked(text)];
  });
  assert.ok(Number(bomb[0]) < 32_000, 'it was short enough to be looked at');
  assert.equal(bomb[1], undefined);
  // And the browser itself takes no text for HTML here.
  await assert.rejects(page.evaluate(() => (document.body.innerHTML = '<p>x</p>')), /TrustedHTML/);
  await context.close();
});

test('too much for a link is said, and nothing is lost', async () => {
  const { page, context } = await open(browser, server.url);
  const noise = `fix: ${Array.from({ length: 9000 }, (_, at) => Math.sin(at).toString(36).slice(3)).join('')}`;
  await page.fill('#commits', noise);
  await page.waitForFunction(() => location.hash === '');
  await page.click('#share');
  await page.waitForFunction(() => document.getElementById('share')?.textContent === 'Too much for a link');
  assert.equal(await page.inputValue('#commits'), noise);
  await context.close();
});

test('once loaded it works without a network, and asks nobody else ever', async () => {
  const own = await serve();
  const { page, context, complaints } = await open(browser, own.url);
  /** @type {string[]} */
  const outside = [];
  context.on('request', (request) => void (request.url().startsWith(new URL(own.url).origin) || outside.push(request.url())));
  await page.waitForFunction(() => document.body.dataset['kept'] === '');
  await own.close();
  await page.reload();
  await ready(page);
  await page.click('[data-scene=protected]');
  assert.equal(await page.textContent('#step'), 'Released: v1.3.0');
  assert.deepEqual(outside, []);
  assert.deepEqual(complaints.filter((one) => !/ERR_CONNECTION_REFUSED/.test(one)), []);
  await context.close();

  // Where nothing may be kept, the same reload fails: then this test would tell.
  const other = await serve();
  const without = await open(browser, other.url, { serviceWorkers: 'block' });
  await other.close();
  await assert.rejects(without.page.reload(), /ERR_CONNECTION_REFUSED/);
  await without.context.close();
});

test('branches become lineages', async () => {
  const { page, context } = await open(browser, server.url);
  await page.click('#tab-iterations');
  await page.fill('#branches', '* x\n  x-v2\n+ x-v10\nother\n');
  await page.waitForFunction(() => document.querySelectorAll('.lineage').length === 2);
  assert.deepEqual(await page.locator('.lineage:first-child li code').allTextContents(), ['x', 'x-v2', 'x-v10', 'x-v11']);
  assert.match((await page.textContent('.lineage:first-child .latest')) ?? '', /x-v10 the latest/);
  await page.fill('#branches', 'bad..name');
  await page.waitForSelector('.lineage .problem');
  await context.close();
});

test('the folder that `npm run playground` writes has all that the page loads', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'playground-'));
  await publish(folder);
  const own = await serve(folder);
  const { page, context, complaints } = await open(browser, own.url);
  await page.click('[data-scene=well]');
  assert.equal(await page.textContent('#step'), 'Released: v1.3.0');
  assert.deepEqual(complaints, []);
  await page.goto(new URL('/', own.url).href);
  await ready(page);
  await context.close();
  await own.close();
  rmSync(folder, { recursive: true });
});
