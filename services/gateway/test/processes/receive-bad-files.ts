import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClamdScanner } from '../../src/adapters/clamd/create-clamd-scanner.ts';
import { createUploadSpool } from '../../src/adapters/spool/upload-spool.ts';
import { badFiles } from '../builders/bad-files.table.ts';
import { startFakeClamd } from '../fakes/clamd.ts';
import { aUuid } from '../fakes/system.ts';

/** A process of its own, so that its memory is the spool's alone: every bad file in turn, and what became of it. */
const mebibyte = 1024 * 1024;
const bytesMax = 20 * mebibyte;

const dir = await mkdtemp(join(tmpdir(), 'desk-bad-files-'));
const clamd = await startFakeClamd();
const spool = await createUploadSpool({
  ...{ dir, totalBytesMax: 100 * mebibyte },
  scanner: createClamdScanner(clamd.address),
});
const receive = (id: number, name: string, content: Iterable<Uint8Array>) =>
  spool.receive({ id: aUuid(id), employeeId: 'e-1', name, bytesMax, content: ReadableStream.from(content) }, 0);

// Everything is loaded and has run once before the memory is looked at.
const good = await receive(0, 'good.txt', [Buffer.from('text')]);
const before = process.resourceUsage();
const outcomes = [];
for (const [at, { name, content }] of badFiles.entries()) {
  const startedAt = performance.now();
  const outcome = await receive(at + 1, name, content());
  const said = outcome.kind === 'received' ? 'received' : 'fault' in outcome ? outcome.fault : outcome.reason;
  outcomes.push({ said, tookMs: performance.now() - startedAt });
}
const residentMost = process.resourceUsage().maxRSS * 1024;
const residentBefore = before.maxRSS * 1024;
await clamd.close();
await rm(dir, { recursive: true });
console.log(JSON.stringify({ good: good.kind, outcomes, grownBytes: residentMost - residentBefore }));
