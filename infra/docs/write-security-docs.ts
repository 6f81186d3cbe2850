import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { collectClaims } from './security-claims.ts';
import { renderSecurity, securityPage } from './security-docs.ts';

/** `pnpm docs:security`: writes docs/security.md from what stands above the tests. */
const root = join(import.meta.dirname, '..', '..');
const { claims, problems } = await collectClaims(root);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else await writeFile(join(root, securityPage), renderSecurity(claims));
