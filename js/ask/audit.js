// What `audit` is told, understood.

import { UsageError } from '../say/errors.js';
import { SETTINGS } from './settings.js';

/**
 * What `audit` is told.
 * @typedef {object} AuditSettings
 * @property {string} [since]
 * @property {string} [tag]
 * @property {number} minRate
 * @property {string} [report]
 * @property {string} [html]
 * @property {string} [badge]
 * @property {string} [repositories]
 * @property {boolean} history
 */

/**
 * @param {import('../inputs.js').Given} given
 * @returns {AuditSettings}
 */
export function auditSettings(given) {
  const { since, tag, minRate, report, html, badge, history, repositories } = SETTINGS;
  const [from, one] = [given.one(since), given.one(tag)];
  if (from !== undefined && one !== undefined) throw new UsageError('`since` and `tag` contradict each other', ['give one of them']);
  const rate = given.one(minRate) ?? '100';
  if (!/^(?:100|\d{1,2})(?:\.\d+)?$/.test(rate) || Number(rate) > 100) throw new UsageError(`\`${rate}\` is no rate: expected per cent, 0 to 100`, ['such as `--min-rate 95`']);
  const many = given.one(repositories);
  const alone = { since: from, tag: one, package: given.one(SETTINGS.package), history: given.flag(history) || undefined };
  const [vain] = Object.entries(alone).find(([, value]) => value !== undefined) ?? [];
  if (many !== undefined && vain !== undefined) throw new UsageError(`\`repositories\` and \`${vain}\` contradict each other`, [`leave \`${vain}\` out: each of many repositories is looked at as a whole`]);
  const fields = { since: from, tag: one, report: given.one(report), html: given.one(html), badge: given.one(badge), repositories: many };
  return { ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)), minRate: Number(rate), history: given.flag(history) };
}
