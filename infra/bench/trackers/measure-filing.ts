import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Flavour } from '@desk/jira-simulator';
import type { ChatMessage, Person } from '@desk/telegram-simulator';
import { prepareTicket, pressSend, signIn } from '../../stack/act-in-chat.ts';
import type { TrackerName } from '../../stack/sample-organisation.ts';
import { freePorts } from '../../stack/stack-ports.ts';
import { type Stack, startStack } from '../../stack/start-stack.ts';
import { plainRequestType } from '../../stack/start-staffed-desk.ts';
import type { Bench } from '../bench.ts';
import { type Latencies, recordLatencies } from '../latencies.ts';
import type { Measurement } from '../row.ts';

interface TrackerToMeasure {
  readonly title: string;
  readonly tracker: TrackerName;
  readonly flavour?: Flavour;
}

/** The first one is what the others are compared with. */
const trackers: readonly TrackerToMeasure[] = [
  { title: 'Jira Cloud', tracker: 'jira', flavour: 'cloud' },
  { title: 'Jira Data Center', tracker: 'jira', flavour: 'data-center' },
  { title: 'OpenProject', tracker: 'openproject' },
];

/** Of each person of the sample, one after the other: the first round warms up. */
const rounds = 7;
const answerWithinMs = 30_000;

/** From the press of *Send* to the ticket's number in the chat, on each tracker: one ticket at a time, nobody on shift. */
export async function measureFiling(bench: Bench): Promise<readonly Measurement[]> {
  const taken: { readonly title: string; readonly latencies: Latencies }[] = [];
  for (const one of trackers) taken.push({ title: one.title, latencies: await measureOn(bench, one) });
  const [first] = taken;
  return [50, 95].flatMap((percent) =>
    taken.map(({ title, latencies }) => ({
      name: `filing on ${title}, *Send* to number, p${percent}`,
      value: latencies.percentile(percent),
      unit: 'ms',
      ...(first && first.latencies !== latencies && { baseline: first.latencies.percentile(percent) }),
    })),
  );
}

async function measureOn({ say, opened }: Bench, { title, tracker, flavour }: TrackerToMeasure): Promise<Latencies> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-bench-'));
  opened.add(() => rm(folder, { recursive: true, force: true }));
  const stack = await startStack({
    ...{ purpose: 'bench', folder, organisation: 'it-desk', tracker, fresh: true, report: say },
    ...(flavour && { flavour }),
    ports: await freePorts(),
  });
  opened.add(stack.stop);
  const people = await bringIn(stack);
  say(`Filing on ${title}: ${people.length * (rounds - 1)} tickets, one at a time`);
  const latencies = recordLatencies();
  for (let round = 0; round < rounds; round += 1) {
    for (const person of people) {
      const durationMs = await fileOne(person, `F${round}`);
      if (round > 0) latencies.record(durationMs);
    }
  }
  await opened.closeAll();
  return latencies;
}

async function bringIn({ telegram, organisation }: Stack): Promise<readonly Person[]> {
  const employed = organisation.people.filter(({ role }) => role !== 'dismissed');
  const people = employed.map(({ name, phone }) => telegram.addPerson({ name, phone, language: 'uk' }));
  for (const person of people) await signIn(person, answerWithinMs);
  return people;
}

async function fileOne(person: Person, code: string): Promise<number> {
  const problem = { code, text: `${code} Не друкує принтер у приймальні`, type: plainRequestType };
  const review = await prepareTicket(person, problem, answerWithinMs);
  const before = person.messages().filter(isCreated).length;
  const pressedAt = performance.now();
  await pressSend(person, review);
  await person.waitFor((_, all) => all.filter(isCreated).length > before, answerWithinMs);
  return performance.now() - pressedAt;
}

function isCreated({ from, text }: ChatMessage): boolean {
  return from === 'bot' && /^Заявку \S+ створено/.test(text);
}
