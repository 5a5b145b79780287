// A bot in a Web Worker: it answers comments such as `/release minor` with the branch and the tag that would follow. It knows no
// more than it is told, so the small core is enough, and nothing is fetched.

import init, { bumpBranch, nextVersion, parseTag, tagName } from 'version-first/pure';

const ready = init();

self.addEventListener('message', async ({ data: { id, comment, newestTag } }) => {
  await ready;
  self.postMessage({ id, answer: answer(comment, newestTag) });
});

function answer(comment, newestTag) {
  const bump = /^\/release (\S+)/m.exec(comment)?.[1];
  if (bump === undefined) return null;
  try {
    const version = nextVersion({ current: parseTag(newestTag), bump });
    return `I would release ${version} as ${tagName(version)}, from \`${bumpBranch(version)}\` if the branch is protected.`;
  } catch ({ message, nextSteps = [] }) {
    return [`I can't: ${message}.`, ...nextSteps].join(' ');
  }
}
