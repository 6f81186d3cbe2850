import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * For `node --import`, before a service: it is the service as its operators start it, but for what makes it believed.
 * These modules are loaded from this folder instead. Nothing in the services knows of it: they have neither a setting
 * nor an argument that turns signing, sealing or the audit log off.
 */
const standIns = {
  'packages/crypto/src/index.ts': 'crypto.ts',
  'services/bot/src/adapters/postgres/ledger/write-audit.ts': 'write-audit.ts',
  'services/bot/src/adapters/postgres/audit/audit-log.ts': 'audit-log.ts',
  'services/gateway/src/adapters/postgres/append-audit.ts': 'append-audit.ts',
  'services/gateway/src/compose/compose-audit.ts': 'compose-audit.ts',
} as const;

const root = join(import.meta.dirname, '..', '..', '..', '..');
const here = pathToFileURL(join(import.meta.dirname, '/')).href;
const urls = new Map(Object.entries(standIns).map(([module, standIn]) => [urlOf(module), `${here}${standIn}`]));

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    const standIn = urls.get(resolved.url);
    // A stand-in may pass on what it does not replace.
    return standIn === undefined || context.parentURL?.startsWith(here) ? resolved : { ...resolved, url: standIn };
  },
});

/** One that has moved would be itself again, and cost what it always costs. */
function urlOf(module: string): string {
  const path = join(root, module);
  if (!existsSync(path)) throw new Error(`There is no ${module} to stand in for.`);
  return pathToFileURL(path).href;
}
