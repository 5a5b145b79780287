import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['dist/', 'target/', '**/node_modules/', '.cache/'] },
  js.configs.recommended,
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { ecmaVersion: 2023, sourceType: 'module', globals: globals.node },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-implicit-coercion': ['error', { boolean: false }],
      'no-throw-literal': 'error',
      'no-return-assign': 'error',
      'no-promise-executor-return': 'error',
      'no-control-regex': 'off',
      'no-misleading-character-class': ['error', { allowEscape: true }],
      'array-callback-return': 'error',
      'consistent-return': 'off',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
    },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs', globals: globals.node } },
  {
    files: ['js/**/*.js', 'docs/playground/**/*.js'],
    rules: {
      // Results and talk have their one way out each; what goes past it is not escaped for the runner.
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
    },
  },
  { files: ['docs/recipes/bot-worker.js'], languageOptions: { globals: globals.worker } },
  { files: ['js/web.js', 'js/pure/web.js', 'docs/playground/**/*.js'], languageOptions: { globals: globals.browser } },
  // Their functions run on either side.
  { files: ['tests/playground/*.mjs'], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  { files: ['docs/playground/offline.js'], languageOptions: { globals: globals.serviceworker } },
];
