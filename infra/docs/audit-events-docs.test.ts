import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderAuditEvents } from './audit-events-docs.ts';

/** @claim audit Every event of the log stands in audit-events.md with its meaning. (ASVS 16.1.1) */
it('keeps docs/audit-events.md as the table of events has it (pnpm docs:audit-events)', async () => {
  const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'audit-events.md'), 'utf8');
  expect(page).toBe(renderAuditEvents());
});
