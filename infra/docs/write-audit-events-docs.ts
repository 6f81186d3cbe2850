import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderAuditEvents } from './audit-events-docs.ts';

/** `pnpm docs:audit-events`: writes docs/audit-events.md from the table of what may be recorded. */
await writeFile(join(import.meta.dirname, '..', '..', 'docs', 'audit-events.md'), renderAuditEvents());
