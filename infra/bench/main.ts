import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { runToEnd } from '../stack/run-to-end.ts';
import type { BenchGroup } from './bench.ts';
import { measureConsultations } from './consultations/measure-consultations.ts';
import { latestFile, storeRows } from './latest-file.ts';
import { measureMainJob } from './main-job/measure-main-job.ts';
import { printRows } from './print-rows.ts';
import type { Row } from './row.ts';
import { measureTicketLife } from './ticket-life/measure-ticket-life.ts';
import { measureTrackers } from './trackers/measure-trackers.ts';
import { measureTrust } from './trust/measure-trust.ts';
import { measureZones } from './zones/measure-zones.ts';

/**
 * `pnpm bench [group …] [--seed 1]`: measures, prints a table and keeps it in bench/latest.json. A goal that is missed
 * is reported, not an error: whether it is one depends on the machine.
 */
const groups: Readonly<Record<string, BenchGroup>> = {
  'main-job': measureMainJob,
  'ticket-life': measureTicketLife,
  consultations: measureConsultations,
  trackers: measureTrackers,
  trust: measureTrust,
  zones: measureZones,
};

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const seed = Number(values.seed);
const wanted = positionals.length === 0 ? Object.keys(groups) : positionals;
refuseUnknown();

await runToEnd(async (opened) => {
  const began = performance.now();
  const say = (line: string) =>
    process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
  const rows: Row[] = [];
  for (const group of wanted) {
    say(`Group ${group}, seed ${seed}`);
    const measured = (await groups[group]?.({ seed, say, opened })) ?? [];
    await storeRows(group, measured, { seed });
    rows.push(...measured);
  }
  const missed = rows.filter(({ met }) => met === false).length;
  process.stdout.write(`\n${printRows(rows)}\n\n`);
  process.stdout.write(`${missed === 0 ? 'Every goal is met' : `Goals missed: ${missed}`}. ${kept()}\n`);
  return 0;
});

function kept(): string {
  return `Kept in ${relative(process.cwd(), latestFile)}.`;
}

function refuseUnknown(): void {
  const unknown = wanted.filter((group) => !Object.hasOwn(groups, group));
  if (unknown.length > 0) {
    process.stderr.write(`No such group: ${unknown.join(', ')}. There are: ${Object.keys(groups).join(', ')}.\n`);
  } else if (!Number.isSafeInteger(seed)) {
    process.stderr.write(`--seed takes a whole number, not "${values.seed}".\n`);
  } else return;
  process.exit(64);
}
