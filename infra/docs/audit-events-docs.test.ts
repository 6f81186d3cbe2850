import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderAuditEvents } from './audit-events-docs.ts';

it('keeps docs/audit-events.md as the table of events has it (pnpm docs:audit-events)', async () => {
  const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'audit-events.md'), 'utf8');
  expect(page).toBe(renderAuditEvents());
});
