import { readFile } from 'node:fs/promises';
import { openDirectory, parseDirectoryConfig } from '@desk/gateway';

/**
 * `read-directory.ts <people>`: reads the directory of its environment twice, then looks everybody up by phone. Writes
 * what it took as JSON.
 */
const people = Number(process.argv[2]);
const config = parseDirectoryConfig();
if (config.kind === 'invalid') throw new Error(config.problems.map(({ line }) => line).join('\n'));
const opened = await openDirectory(config.config);
if (opened.kind === 'refused') throw new Error(opened.lines.join('\n'));

const before = await peakResident();
const began = performance.now();
await opened.start();
const readMs = performance.now() - began;
// Once more: while a reading goes on, the one before is still in use.
await opened.stop();
await opened.start();
const peak = await peakResident();

const lookUps: number[] = [];
let missed = 0;
for (let number = 1; number <= people; number += 1) {
  const phone = `+38050${String(number).padStart(7, '0')}`;
  const asked = performance.now();
  const found = await opened.directory.findByPhone(phone);
  lookUps.push(performance.now() - asked);
  if (found.kind !== 'one' || !found.entry.active) missed += 1;
}
lookUps.sort((left, right) => left - right);

const confirmed: number[] = [];
for (let number = 1; number <= 500; number += 1) {
  const asked = performance.now();
  const { kind } = await opened.directory.confirmActive(`e-${number}`);
  confirmed.push(performance.now() - asked);
  if (kind !== 'enabled') missed += 1;
}
confirmed.sort((left, right) => left - right);
await opened.stop();

process.stdout.write(
  JSON.stringify({ readMs, before, peak, lookUpP99Ms: at(lookUps, 99), confirmP99Ms: at(confirmed, 99), missed }),
);

function at(sorted: readonly number[], percent: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}

/** The most that was resident so far, in MB (10^6 bytes); null where the system does not tell (it is Linux that does). */
async function peakResident(): Promise<number | null> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? null : (Number(kibibytes) * 1024) / 1e6;
}
