// GitHub's toolkit, bundled apart and loaded only when the action runs: evaluating it costs more than all our own code.

export { error, getInput, getMultilineInput, saveState, setOutput, setSecret, summary, warning } from '@actions/core';
