import type { IssueView } from '@desk/jira-simulator';
import type { Person } from '@desk/telegram-simulator';
import { prepareTicket, pressSend } from '../../stack/act-in-chat.ts';
import { inParallel } from '../../stack/in-parallel.ts';
import { openDialogues } from '../../stack/open-dialogues.ts';
import { drawFrom } from '../../stack/seeded-draws.ts';
import { keyOfCopy, openSpeakers } from '../../stack/speak-in-dialogues.ts';
import { plainRequestType, type StaffedDesk, startStaffedDesk } from '../../stack/start-staffed-desk.ts';
import type { Bench } from '../bench.ts';
import { recordLatencies } from '../latencies.ts';
import { driveLoad, planLoad } from '../main-job/drive-load.ts';
import { watchAnswers } from '../main-job/watch-answers.ts';
import { type DeskMeter, meterDesk } from './meter-desk.ts';

/** A desk where people talk and file, a run at a time. A run ends when nothing of it is on its way any more. */
export interface CostDesk {
  readonly stack: StaffedDesk['stack'];
  readonly meter: DeskMeter;
  /** How many messages were relayed. */
  relayed(seed: number): Promise<number>;
  /** How many tickets were filed. */
  filed(seed: number): Promise<number>;
}

const dialogues = 20;
const filers = 16;
const messagesPerRun = 120;
const messagesPerSecond = 60;
const filingAtOnceMax = 4;
const stepWithinMs = 30_000;

/** Everybody is signed in, and as many dialogues have begun. `environment`: added to what both services are given. */
export async function openCostDesk(
  { say, opened }: Bench,
  environment: Readonly<Record<string, string>>,
): Promise<CostDesk> {
  const desk = await startStaffedDesk({
    ...{ employees: dialogues + filers, specialists: dialogues, say, opened, environment },
    onUnexpectedEnd: (name, ending) => say(`The ${name} ended by itself (${ending}).`),
  });
  const { stack, employees } = desk;
  const stage = await openDialogues({ ...desk, employees: employees.slice(0, dialogues) });
  const speakers = openSpeakers(stage);
  const meter = await meterDesk(stack, opened);
  await meter.settle();
  return {
    stack,
    meter,
    async relayed(seed) {
      const plan = { people: dialogues, ratePerSecond: messagesPerSecond, turns: messagesPerRun };
      const watch = watchAnswers(stack.telegram, keyOfCopy, recordLatencies());
      const spoken: Promise<void>[] = [];
      await driveLoad(planLoad(plan, drawFrom(seed)), ({ person }) =>
        spoken.push(speakers.speak(person).then(watch.begin)),
      );
      await Promise.all(spoken);
      await watch.settle(stepWithinMs);
      const unheard = watch.close();
      if (unheard > 0) throw new Error(`${unheard} messages were not heard on the other side.`);
      await meter.settle();
      return messagesPerRun;
    },
    async filed(seed) {
      const people = drawFrom(seed).shuffle(employees.slice(dialogues));
      const count = stack.jira.issues().length + people.length;
      await inParallel(people, filingAtOnceMax, (person) => file(person, `C${String(seed).padStart(6, '0')}`));
      await stack.jira.waitFor((issues) => issues.length === count && issues.every(isAssigned), stepWithinMs);
      await meter.settle();
      return people.length;
    },
  };
}

function isAssigned({ assignee }: IssueView): boolean {
  return assignee !== null;
}

async function file(person: Person, code: string): Promise<void> {
  const problem = { code, text: `${code} Не друкує принтер у приймальні`, type: plainRequestType };
  await pressSend(person, await prepareTicket(person, problem, stepWithinMs));
}
