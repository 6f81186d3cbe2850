import { type StaffedDesk, startStaffedDesk } from '../../stack/start-staffed-desk.ts';
import type { Bench } from '../bench.ts';
import { type Measurement, type Row, rowOf } from '../row.ts';
import { measureArrivals } from './measure-arrivals.ts';
import { measureAssignment } from './measure-assignment.ts';
import { measureDecision } from './measure-decision.ts';
import { measureDemoStart } from './measure-demo-start.ts';
import { measureReplies, ratePerSecond, speakToDesk, speakToEcho } from './measure-replies.ts';
import { residentMegabytes } from './resident-memory.ts';
import { startEcho } from './start-echo.ts';

const employees = 150;
const specialists = 12;

/** Sign in, file, be assigned, be told: how fast, how large, and how soon after a clone. */
export async function measureMainJob(bench: Bench): Promise<readonly Row[]> {
  const measured = [...(await decisionRows(bench)), ...(await demoRows(bench)), ...(await deskRows(bench))];
  return measured.map((measurement) => rowOf('main-job', measurement));
}

async function decisionRows(bench: Bench): Promise<Measurement[]> {
  const { p50, p99 } = await measureDecision(bench);
  return [
    { name: 'index decision among 1,000 candidates, p50', value: p50, unit: 'ms' },
    { name: 'index decision among 1,000 candidates, p99', value: p99, unit: 'ms', goal: { of: 'value', atMost: 1 } },
  ];
}

async function demoRows(bench: Bench): Promise<Measurement[]> {
  const starts = await measureDemoStart(bench);
  if (starts === null) return [];
  const { firstSeconds, secondSeconds } = starts;
  return [
    { name: 'fresh clone to usable demo', value: firstSeconds, unit: 's', goal: { of: 'value', atMost: 120 } },
    { name: 'second start of the demo', value: secondSeconds, unit: 's', goal: { of: 'value', atMost: 10 } },
  ];
}

/** Memory comes after all of the load, the flood of arrivals after that: it takes the place of the bot. */
async function deskRows(bench: Bench): Promise<Measurement[]> {
  const { say, opened } = bench;
  const desk = await startStaffedDesk({
    ...{ employees, specialists, say, opened },
    onUnexpectedEnd: (name, ending) => say(`The ${name} ended by itself (${ending}).`),
  });
  const rows = [
    ...(await assignmentRows(bench, desk)),
    ...(await replyRows(bench, desk)),
    ...(await memoryRows(desk)),
    ...(await arrivalRows(bench, desk)),
  ];
  await opened.closeAll();
  return rows;
}

async function assignmentRows(bench: Bench, desk: StaffedDesk): Promise<Measurement[]> {
  const { told, numbered, tickets, untold } = await measureAssignment(bench, desk);
  return [
    { name: 'Send to specialist told, p50', value: told.percentile(50), unit: 'ms' },
    {
      name: 'Send to specialist told, p99',
      value: told.percentile(99),
      unit: 'ms',
      goal: { of: 'value', atMost: 1000 },
    },
    { name: 'Send to number shown, p99', value: numbered.percentile(99), unit: 'ms' },
    { name: `of ${tickets} tickets, specialist never told`, value: untold, unit: '', goal: { of: 'value', atMost: 0 } },
  ];
}

async function replyRows(bench: Bench, { stack, employees: people }: StaffedDesk): Promise<Measurement[]> {
  const telegram = await startEcho(stack.folder, bench.opened);
  const strangers = people.map(({ name, phone }) => telegram.addPerson({ name, phone, language: 'uk' }));
  const measured = await measureReplies(
    bench,
    { telegram: stack.telegram, people, say: speakToDesk },
    { telegram, people: strangers, say: speakToEcho },
  );
  const { desk, echo, unanswered } = measured;
  const row = (percent: number, atMost: number): Measurement => ({
    name: `update to reply at ${ratePerSecond}/s, p${percent} (beside a bare Telegraf echo)`,
    value: desk.percentile(percent),
    unit: 'ms',
    baseline: echo.percentile(percent),
    goal: { of: 'value', atMost },
  });
  return [
    row(50, 15),
    row(99, 100),
    {
      name: `of ${desk.count() + unanswered} updates, no reply`,
      value: unanswered,
      unit: '',
      goal: { of: 'value', atMost: 0 },
    },
  ];
}

async function memoryRows({ stack }: StaffedDesk): Promise<Measurement[]> {
  const limits = [
    ['bot', 250],
    ['gateway', 200],
  ] as const;
  const rows = await Promise.all(
    limits.map(async ([name, atMost]): Promise<Measurement[]> => {
      const megabytes = await residentMegabytes(stack.service(name).pid);
      if (megabytes === null) return [];
      return [
        {
          name: `resident memory of the ${name} after the load`,
          value: megabytes,
          unit: 'MB',
          goal: { of: 'value', atMost },
        },
      ];
    }),
  );
  return rows.flat();
}

async function arrivalRows(bench: Bench, desk: StaffedDesk): Promise<Measurement[]> {
  const { batched, single } = await measureArrivals(bench, desk);
  return [
    {
      name: 'webhook to durable (beside one INSERT per update)',
      value: Math.round(batched),
      unit: 'updates/s',
      baseline: Math.round(single),
      goal: { of: 'ratio', atLeast: 3 },
    },
  ];
}
