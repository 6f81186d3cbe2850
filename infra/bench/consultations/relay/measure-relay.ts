import { setTimeout as pause } from 'node:timers/promises';
import type { DialogueStage } from '../../../stack/dialogue-stage.ts';
import { drawFrom } from '../../../stack/seeded-draws.ts';
import { keyOfCopy, openSpeakers, type Speakers } from '../../../stack/speak-in-dialogues.ts';
import type { Bench } from '../../bench.ts';
import { type Latencies, recordLatencies } from '../../latencies.ts';
import { driveLoad, planLoad } from '../../main-job/drive-load.ts';
import { watchAnswers } from '../../main-job/watch-answers.ts';

/** From Telegram's having a message to the arrival of its copy at Telegram. */
export interface RelayLatencies {
  readonly up: Latencies;
  /** The same while the tracker takes requests and never answers. */
  readonly stalled: Latencies;
  /** Messages that the other side never got. */
  readonly unheard: number;
}

export const ratePerSecond = 200;
const warmUpPerSecond = 25;
const roundTurns = 3_000;
const settleWithinMs = 10_000;
/** Between two rounds, for what the last one has set going. */
const quietMs = 5_000;
const stall = { kind: 'timeout-before-commit', times: 'always', hangMs: 120_000 } as const;

/** The same load for both, in turns, so that a busy moment of the machine does not hit one of them alone. */
export async function measureRelay(
  { seed, say }: Bench,
  stages: readonly DialogueStage[],
): Promise<readonly RelayLatencies[]> {
  const measured = stages.map((stage) => ({
    ...{ stage, speakers: openSpeakers(stage), unheard: 0 },
    ...{ up: recordLatencies(), stalled: recordLatencies() },
  }));
  const round = async (which: 'up' | 'stalled', part: number) => {
    for (const each of measured) {
      each.unheard += await runRound(each, { turns: roundTurns, into: each[which], seed: seed + part });
      await pause(quietMs);
    }
  };
  const [first] = stages;
  say(
    `Relay: ${ratePerSecond} messages/s over ${first?.dialogues.length} dialogues, Desk and the usual stack in turns`,
  );
  for (const each of measured) await warmUp(each);
  await round('up', 1);
  say('Relay: the tracker takes requests and does not answer');
  for (const { jira } of stages) jira.faults.add(stall);
  await round('stalled', 2);
  for (const { jira } of stages) jira.faults.clear();
  say('Relay: the tracker answers again');
  await round('up', 3);
  return measured;
}

interface Speaking {
  readonly stage: DialogueStage;
  readonly speakers: Speakers;
}

/** Everybody says something: from then on what Telegram lets a bot send into a chat is a reply. */
async function warmUp({ stage, speakers }: Speaking): Promise<void> {
  const people = stage.dialogues.length;
  const plan = planLoad({ people, ratePerSecond: warmUpPerSecond, turns: 2 * people }, drawFrom(0));
  await driveLoad(plan, ({ person }) => void speakers.speak(person));
  await pause(quietMs);
}

/** How many messages the other side did not get. */
async function runRound(
  { stage, speakers }: Speaking,
  { turns, into, seed }: { readonly turns: number; readonly into: Latencies; readonly seed: number },
): Promise<number> {
  const watch = watchAnswers(stage.telegram, keyOfCopy, into);
  const plan = planLoad({ people: stage.dialogues.length, ratePerSecond, turns }, drawFrom(seed));
  await driveLoad(plan, ({ person }) => void speakers.speak(person).then(watch.begin));
  await watch.settle(settleWithinMs);
  return watch.close();
}
