import { setTimeout as pause } from 'node:timers/promises';
import type { DialogueStage } from '../../../stack/dialogue-stage.ts';
import { drawFrom } from '../../../stack/seeded-draws.ts';
import { keyOfCopy, openSpeakers, type Speakers } from '../../../stack/speak-in-dialogues.ts';
import type { Bench } from '../../bench.ts';
import { collectOwnGarbage } from '../../collect-own-garbage.ts';
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

/** Whether the tracker answers. A round with it stalled has one on either side: no minute of the machine hits one kind alone. */
const rounds = ['up', 'stalled', 'up', 'stalled', 'up', 'stalled', 'up'] as const;

/**
 * The same load for both, in turns. While one of them is measured the other is silent for twenty seconds: so each round
 * begins with a few seconds that do not count.
 */
export async function measureRelay(
  { seed, say }: Bench,
  stages: { readonly ours: DialogueStage; readonly usual: DialogueStage },
): Promise<{ readonly ours: RelayLatencies; readonly usual: RelayLatencies }> {
  const [ours, usual] = [prepare('Desk', stages.ours), prepare('the usual stack', stages.usual)];
  const both = [usual, ours];
  const { length } = stages.ours.dialogues;
  say(`Relay: ${ratePerSecond} messages/s over ${length} dialogues, Desk and the usual stack in turns`);
  for (const [at, tracker] of rounds.entries()) {
    for (const { stage } of both) {
      if (tracker === 'stalled') stage.jira.faults.add(stall);
      else stage.jira.faults.clear();
    }
    for (const each of both) {
      collectOwnGarbage();
      if (at === 0) await everybodySpeaks(each, warmUpPerSecond, seed);
      await everybodySpeaks(each, ratePerSecond, seed + at);
      const latencies = recordLatencies();
      each.unheard += await runRound(each, { turns: roundTurns, into: [latencies, each[tracker]], seed: seed + at });
      say(`Relay: ${each.name}, the tracker ${tracker}: ${inWords(latencies)}`);
      await pause(quietMs);
    }
  }
  return { ours, usual };
}

function prepare(name: string, stage: DialogueStage) {
  const latencies = { up: recordLatencies(), stalled: recordLatencies() };
  return { name, stage, speakers: openSpeakers(stage), unheard: 0, ...latencies };
}

function inWords(latencies: Latencies): string {
  return [50, 99].map((percent) => `p${percent} ${latencies.percentile(percent).toFixed(1)} ms`).join(', ');
}

interface Speaking {
  readonly stage: DialogueStage;
  readonly speakers: Speakers;
}

/**
 * Each of the two in a dialogue says something: for a minute from then on what a bot sends into a chat is a reply to
 * Telegram, and the dialogues are at work as they are while people talk.
 */
async function everybodySpeaks({ stage, speakers }: Speaking, perSecond: number, seed: number): Promise<void> {
  const people = stage.dialogues.length;
  const plan = planLoad({ people, ratePerSecond: perSecond, turns: 2 * people }, drawFrom(seed));
  const spoken: Promise<unknown>[] = [];
  await driveLoad(plan, ({ person }) => spoken.push(speakers.speak(person)));
  await Promise.all(spoken);
}

/** How many messages the other side did not get. */
async function runRound(
  { stage, speakers }: Speaking,
  { turns, into, seed }: { readonly turns: number; readonly into: readonly Latencies[]; readonly seed: number },
): Promise<number> {
  const watch = watchAnswers(stage.telegram, keyOfCopy, {
    record(durationMs) {
      for (const latencies of into) latencies.record(durationMs);
    },
  });
  const plan = planLoad({ people: stage.dialogues.length, ratePerSecond, turns }, drawFrom(seed));
  const spoken: Promise<void>[] = [];
  await driveLoad(plan, ({ person }) => spoken.push(speakers.speak(person).then(watch.begin)));
  await Promise.all(spoken);
  await watch.settle(settleWithinMs);
  return watch.close();
}
