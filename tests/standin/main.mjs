// The stand-in as a process of its own, for scripts and for workflows:
//   node tests/standin/main.mjs --repo DIR.git [--name o/r] [--port 0] [--token T]… [--login NAME] [--actions write]
//     [--protect main=gh006]… [--set allow_auto_merge=true]… [--gitea]
// The first line it prints is JSON: where it is, and the variables that point a program to it. Then people act by
//   curl -d '{"do": "merge", "args": [1, "squash"]}' ORIGIN/_control
// which answers {"result": …} or {"error": "…"}; `{"do": "state"}` tells all there is, `{"do": "violations"}` what broke
// the contract. SIGTERM ends it, with 1 if there were violations.

import { realpathSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { Remote } from '../scenarios/harness/remote.mjs';
import { Sandbox } from '../scenarios/harness/sandbox.mjs';
import { TOKEN, standIn } from './index.mjs';

const several = /** @type {const} */ ({ type: 'string', multiple: true, default: [] });
const { values } = parseArgs({
  options: {
    repo: { type: 'string' },
    name: { type: 'string', default: 'o/r' },
    port: { type: 'string', default: '0' },
    token: several,
    login: { type: 'string' },
    actions: { type: 'string', default: 'none' },
    protect: several,
    set: several,
    gitea: { type: 'boolean', default: false },
  },
});
if (!values.repo) throw new Error('expected --repo DIR.git, a bare repository');
const [owner = '', name = ''] = values.name.split('/');
const pairs = (/** @type {string[]} */ list) => list.map((pair) => /** @type {[string, string]} */ (pair.split(/=(.*)/).slice(0, 2)));

const box = new Sandbox();
const dir = realpathSync(values.repo);
const branch = (await box.git(dir, ['symbolic-ref', '--short', 'HEAD'])).trim();
const token = { ...(values.login ? { login: values.login } : {}), actions: /** @type {'none' | 'read' | 'write'} */ (values.actions) };
const tokens = Object.fromEntries((values.token.length > 0 ? values.token : [TOKEN]).map((secret) => [secret, token]));
const github = await standIn(box, new Remote(box, dir, branch), { owner, name, tokens, port: Number(values.port), gitea: values.gitea, control: true });
for (const [ref, kinds] of pairs(values.protect)) await github.protect(ref, ...kinds.split(','));
for (const [setting, value] of pairs(values.set)) await github.setting(setting, /^(true|false|\d+|\[.*\])$/.test(value) ? JSON.parse(value) : value);
process.stdout.write(`${JSON.stringify({ origin: github.origin, url: github.url, env: github.env })}\n`);

for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) {
  process.once(signal, async () => {
    const complaint = await box.close().then(() => undefined, (error) => error);
    if (complaint) process.stderr.write(`${complaint.message}\n`);
    box.remove();
    process.exit(complaint ? 1 : 0);
  });
}
