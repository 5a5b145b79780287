// Manifests as scenarios use them.

/** @param {string} version @param {string} [name] */
export const pyproject = (version, name = 'demo') =>
  `[build-system]\nrequires = ["hatchling>=1.0"] # 1.0 is enough\n\n[project]\nname = "${name}"\nversion = "${version}"  # by hand until now\ndependencies = ["other==0.2.328", "another>=1.2.3"]\n`;

/** A long Python file with its `__version__` at a line of its own. @param {string} version @param {number} [line] */
export const initPy = (version, line = 1) => {
  const before = Array.from({ length: line - 1 }, (_, index) => `# filler ${index + 1}`);
  return [...before, `__version__ = "${version}"`, 'VERSION_OF_OTHERS = "0.0.1"', ''].join('\n');
};

/** @param {string} version @param {object} [more] */
export const packageJson = (version, more = {}) => `${JSON.stringify({ name: 'demo', version, ...more }, null, 2)}\n`;

/** @param {string} version @param {string} [name] */
export const cargoToml = (version, name = 'demo') => `[package]\nname = "${name}"\nversion = "${version}"\nedition = "2021"\n`;
