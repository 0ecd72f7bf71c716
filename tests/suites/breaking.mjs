// Compares the contract in the working tree with that of a revision (argument, else $INOVASI_BASE, else HEAD~1):
// openapi/schema.graphql by graphql-inspector, openapi/openapi.json by openapi-diff.mjs. Fails on what breaks a client.
// INOVASI_REPO names another repository.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { breakingChanges } from './openapi-diff.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(process.env.INOVASI_REPO ?? resolve(here, '../..'));
const options = { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] };
const git = (...args) => execFileSync('git', ['-C', root, ...args], options);

const asked = process.argv[2] ?? process.env.INOVASI_BASE ?? 'HEAD~1';
let revision;
try {
  revision = git('rev-parse', '--verify', '--end-of-options', `${asked}^{commit}`).trim();
} catch {
  console.log(`breaking: no revision ${asked} in ${root} (a shallow clone?)`);
  process.exit(2);
}

/** The file as it was, or null where that revision has none. */
function before(path) {
  if (git('ls-tree', '--name-only', revision, '--', path).trim() === '') return null;
  return git('show', `${revision}:${path}`);
}

const suites = {
  'openapi/schema.graphql': async (old, now) => {
    const changes = await diff(buildSchema(old), buildSchema(now));
    const breaking = changes.filter(({ criticality }) => criticality.level === 'BREAKING');
    return { changes: changes.length, broken: breaking.map(({ message }) => message) };
  },
  'openapi/openapi.json': (old, now) => {
    const broken = breakingChanges(JSON.parse(old), JSON.parse(now));
    return { changes: old === now ? 0 : 'some', broken };
  },
};

let total = 0;
for (const [path, compare] of Object.entries(suites)) {
  const old = before(path);
  if (old === null) {
    console.log(`${path}: not there at ${asked}, nothing to compare with`);
    continue;
  }
  if (!existsSync(resolve(root, path))) {
    console.log(`${path}: BREAKING: the file is gone`);
    total += 1;
    continue;
  }
  const { changes, broken } = await compare(old, readFileSync(resolve(root, path), 'utf8'));
  for (const text of broken) console.log(`${path}: BREAKING: ${text}`);
  console.log(`${path}: ${changes} changes since ${asked}, ${broken.length} breaking`);
  total += broken.length;
}
console.log(`breaking: ${total}`);
process.exitCode = total === 0 ? 0 : 1;
