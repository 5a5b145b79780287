// All tables of bad input.

import { audits } from './audits.mjs';
import { hosting } from './hosting.mjs';
import { iterations } from './iterations.mjs';
import { machine } from './machine.mjs';
import { manifests } from './manifests.mjs';
import { npm } from './npm.mjs';
import { requests } from './requests.mjs';

export const rows = [...manifests, ...requests, ...machine, ...audits, ...iterations, ...hosting, ...npm];
