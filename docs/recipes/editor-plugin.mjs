// An editor's plugin: marks where a manifest says its version, says what is wrong where it can't be read, and raises it by a
// command. `editor` is what an editor such as VS Code gives its extensions, in five calls.

import { nextVersion, readManifests, rewriteManifests } from 'version-first';

/** Called once by the editor. */
export function activate(editor) {
  editor.onDidChangeText(({ path, text }) => editor.mark(path, marksOf({ path, text })));
  for (const bump of ['patch', 'minor', 'major']) {
    editor.registerCommand(`version-first.${bump}`, ({ path, text }) => {
      try {
        const [manifest] = readManifests([{ path, text }]);
        const version = nextVersion({ current: manifest.version, bump, scheme: manifest.scheme });
        const [changed] = rewriteManifests([{ path, text }], version);
        editor.replaceText(path, changed.text);
      } catch (error) {
        editor.tell(sentence(error));
      }
    });
  }
}

/** Lines and columns count from 1, as people count them. */
function marksOf(file) {
  try {
    return readManifests([file]).map(({ line, column, version, how }) => ({ line, column, weight: 'information', text: `version ${version} (${how})` }));
  } catch (error) {
    // Not every file is a manifest: only what is one, and is wrong, is marked.
    if (error.name !== 'CoreError') throw error;
    return error.line === undefined ? [] : [{ line: error.line, column: error.column ?? 1, weight: 'error', text: sentence(error) }];
  }
}

function sentence({ code, message, nextSteps = [] }) {
  return [`${message} [${code}]`, ...nextSteps].join('\n');
}
