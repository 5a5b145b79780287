// A well-mannered client for the stand-in's own tests.

/**
 * @param {import('./people.mjs').People} github
 * @param {{token?: string | null, headers?: Record<string, string | undefined>}} [options] a header that is undefined is left out
 */
export function client(github, { token = github.env.GITHUB_TOKEN, headers = {} } = {}) {
  const polite = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28', 'user-agent': 'standin-test', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  /** @param {string} method @param {string} url @param {unknown} [body] */
  const send = async (method, url, body) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const kept = Object.entries({ ...polite, ...json, ...headers }).filter(([, value]) => value !== undefined);
    const response = await fetch(url, { method, headers: Object.fromEntries(kept), body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: /json/.test(response.headers.get('content-type') ?? '') && text ? JSON.parse(text) : undefined };
  };
  return {
    send,
    /** @param {string} method @param {string} path below the repository @param {unknown} [body] */
    rest: (method, path, body) => send(method, `${github.env.GITHUB_API_URL}/repos/${github.env.GITHUB_REPOSITORY}${path}`, body),
    /** @param {string} query @param {object} [variables] */
    graphql: (query, variables) => send('POST', github.env.GITHUB_GRAPHQL_URL ?? '', { query, variables }),
  };
}

/** Variables for a git that presents a token. @param {import('./people.mjs').People} github @param {string} [token] */
export function gitWith(github, token = github.env.GITHUB_TOKEN) {
  return {
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${github.origin}/.extraheader`,
    GIT_CONFIG_VALUE_0: `authorization: basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`,
  };
}
