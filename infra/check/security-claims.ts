import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { collectClaims } from '../docs/security-claims.ts';
import { renderSecurity, securityPage } from '../docs/security-docs.ts';
import type { StepResult } from './run-step.ts';

/** Every claim is held by a test that runs, and docs/security.md tells just these. */
export async function checkSecurityClaims(root: string): Promise<StepResult> {
  const { claims, problems } = await collectClaims(root);
  const page = await readFile(join(root, securityPage), 'utf8').catch(() => '');
  const drift =
    page === renderSecurity(claims) ? [] : [`${securityPage} is not as the tests have it: pnpm docs:security`];
  const lines = problems.length > 0 ? problems : drift;
  return { passed: lines.length === 0, output: lines.join('\n') };
}
