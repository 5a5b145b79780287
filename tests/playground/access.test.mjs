// The playground for everybody: no barrier that axe knows of, on a phone and at a desk, light and dark, keyboard alone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { pageOf } from '../../js/audit/page.js';
import { page as comparison } from '../../js/iteration/html.js';
import { DESKTOP, PHONE, barriers, launch, open, overflow, serve } from './browser.mjs';

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

/** What the page looks like at several moments. @type {Record<string, (page: import('playwright-core').Page) => Promise<void>>} */
const MOMENTS = {
  'at the start': async () => {},
  'with a push that waits': async (page) => {
    for (const pick of ['ok', 'ok']) await page.click(`[data-pick=${pick}]`);
  },
  'with a pull request that waits': async (page) => {
    for (const pick of ['ok', 'ok', 'protected']) await page.click(`[data-pick=${pick}]`);
    await page.click('#to-end');
  },
  'at the end of a long story': (page) => page.click('[data-scene=protected]'),
  'when it has failed': async (page) => {
    for (const pick of ['ok', 'ok', 'signatures']) await page.click(`[data-pick=${pick}]`);
  },
  'with a broken file, all settings open': async (page) => {
    await page.fill('#file-text', '{"version": "1.2.3",}}');
    await page.click('summary');
    await page.waitForSelector('#files-problem:not([hidden])');
  },
  'with iterations': (page) => page.click('#tab-iterations'),
};

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const [size, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
    test(`no barriers and nothing cut off: ${size}, ${colorScheme}`, async () => {
      for (const [moment, reach] of Object.entries(MOMENTS)) {
        const { page, context, complaints } = await open(browser, server.url, { viewport, colorScheme });
        await reach(page);
        assert.deepEqual(await barriers(page), [], moment);
        assert.equal(await overflow(page), 0, `${moment}: wider than the window`);
        assert.deepEqual(complaints, [], moment);
        await context.close();
      }
    });
  }
}

const LONG = `${'a-very-long-name-'.repeat(6)}1.2.3`;
/** @type {import('../../js/types.js').AuditReport} */
const AUDITED = {
  tags: 4, consistent: 3, rate: 75, remarks: [`a remark about \`${LONG}\``],
  trend: [1, 2, 3].map((at) => ({ seconds: at * 1e8, tag: `v${at}`, tags: at, consistent: 1 })),
  mismatches: [{ tag: LONG, version: '1.2.3', commit: 'c'.repeat(40), found: [{ path: `src/${LONG}/package.json`, version: '1.2.2' }], fix: `release it again: \`version-first release --bump ${LONG}\`` }],
  unjudged: [{ tag: LONG, code: 'objects-missing', why: 'its commit is not here' }],
  orphanBranches: [{ branch: LONG, oid: 'c'.repeat(40), why: 'nobody needs it' }],
  untagged: [{ version: '1.2.4', commit: 'c'.repeat(40), path: `src/${LONG}/package.json` }],
  packages: [{ tagFormat: `${LONG}@{version}`, tags: 4, consistent: 3, mismatches: 1 }],
};
/** Pages that `--html` writes, with all that may stand in them. */
const WRITTEN = {
  'audit --html': pageOf([{ name: '', report: AUDITED }]),
  'audit --html of several': pageOf([{ name: `o/${LONG}`, report: AUDITED }, { name: 'o/r', report: AUDITED }]),
  'iteration diff --html': comparison({ from: LONG, to: `${LONG}-v2`, said: 'from one to the other', rows: [
    { from: '1', to: '1', sign: '=', subject: `feat: ${LONG}`, detail: [] },
    { from: '2', to: '2', sign: '!', subject: 'fix: a rather long subject that does not stand on one line', detail: ['@@ a.txt', `-${LONG}${LONG}`, `+${LONG}${LONG}`] },
  ] }),
};

for (const [name, html] of Object.entries(WRITTEN)) {
  test(`no barriers and nothing cut off in what \`${name}\` writes`, async () => {
    for (const options of /** @type {const} */ ([{ viewport: PHONE, colorScheme: 'dark' }, { viewport: DESKTOP, colorScheme: 'light' }])) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      await page.setContent(html);
      assert.deepEqual([await overflow(page), await barriers(page)], [0, []], options.colorScheme);
      await context.close();
    }
  });
}

test('what is code is typed in letters of one width', async () => {
  const { page, context } = await open(browser, server.url, {});
  for (const area of ['#file-text', '#file-name', '#branches']) assert.match(await page.$eval(area, (one) => getComputedStyle(one).fontFamily), /monospace/, area);
  await context.close();
});

test('the switch of colours holds against the system, and no barriers there either', async () => {
  const { page, context } = await open(browser, server.url, { colorScheme: 'dark' });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  await page.click('#theme');
  const light = await paper();
  assert.notEqual(light, dark);
  assert.deepEqual(await barriers(page), []);
  await page.reload();
  assert.equal(await paper(), light);
  await page.click('#theme');
  await page.emulateMedia({ colorScheme: 'light' });
  assert.equal(await paper(), dark);
  assert.deepEqual(await barriers(page), []);
  await context.close();
});

test('nothing moves for those who ask for that', async () => {
  const moves = async (/** @type {'reduce' | 'no-preference'} */ reducedMotion) => {
    const { page, context } = await open(browser, server.url, { reducedMotion });
    const names = await page.evaluate(() => [...document.querySelectorAll('*')].map((one) => getComputedStyle(one)).filter(({ animationName, transitionDuration }) => animationName !== 'none' || transitionDuration !== '0s').length);
    await context.close();
    return names;
  };
  assert.equal(await moves('reduce'), 0);
  assert.ok((await moves('no-preference')) > 0, 'then this check sees nothing');
});

test('keyboard alone: another example, a refused push, to the end', async () => {
  const { page, context } = await open(browser, server.url);
  /** Tabs on until something is reached, and it must be seen that it was. @param {string} selector @param {string} [key] */
  const go = async (selector, key = 'Tab') => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press(key);
      const here = await page.evaluate((wanted) => {
        const { activeElement } = document;
        if (!activeElement?.matches(wanted)) return null;
        const shown = activeElement.closest('label') ?? activeElement;
        return getComputedStyle(shown).outlineStyle !== 'none' || getComputedStyle(activeElement).outlineStyle !== 'none';
      }, selector);
      if (here === null) continue;
      assert.ok(here, `${selector} does not show that it has the focus`);
      return;
    }
    assert.fail(`${selector} cannot be reached`);
  };
  await go('#examples button:nth-child(2)');
  await page.keyboard.press('Enter');
  assert.equal(await page.textContent('#next-version'), '0.9.0');
  await go('input[name=bump]');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.getElementById('next-version')?.textContent === '0.8.2');
  for (const pick of ['ok', 'ok', 'protected']) {
    await go(`[data-pick=${pick}]`);
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'step', 'the focus is where it goes on');
    assert.match((await page.textContent('#say')) ?? '', /Next: /);
  }
  await go('#to-end', 'Shift+Tab');
  await page.keyboard.press('Space');
  await go('[data-pick=squash-1]');
  await page.keyboard.press('Enter');
  await go('[data-pick=again]');
  await page.keyboard.press('Enter');
  await go('#to-end', 'Shift+Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.textContent('#step'), 'Released: v0.8.2');
  await go('#tab-release', 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'tab-iterations');
  assert.equal(await page.isVisible('#branches'), true);
  await context.close();
});

test('these checks object when they should', async () => {
  const { page, context } = await open(browser, server.url, { viewport: PHONE });
  await page.evaluate(() => {
    const bare = document.createElement('input');
    const faint = document.createElement('p');
    faint.textContent = 'hardly there';
    faint.style.color = '#ddd';
    const wide = document.createElement('div');
    wide.style.width = '900px';
    wide.textContent = 'wide';
    document.querySelector('main')?.append(bare, faint, wide);
  });
  const found = (await barriers(page)).map((line) => line.split(':')[0]);
  assert.ok(found.includes('label') && found.includes('color-contrast'), found.join());
  assert.ok((await overflow(page)) > 0);
  await context.close();
});
