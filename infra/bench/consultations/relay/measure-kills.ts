import { setTimeout as pause } from 'node:timers/promises';
import type { DialogueStage } from '../../../stack/dialogue-stage.ts';
import { countDoubted, type DialogueVerdict, judgeDialogues } from '../../../stack/judge-dialogues.ts';
import { codeOf, listenToDialogues } from '../../../stack/listen-to-dialogues.ts';
import { drawFrom } from '../../../stack/seeded-draws.ts';
import { openSpeakers, type Speakers } from '../../../stack/speak-in-dialogues.ts';
import type { Bench } from '../../bench.ts';
import { driveLoad, planLoad } from '../../main-job/drive-load.ts';

export interface KillMeasurement {
  readonly messages: number;
  readonly verdict: DialogueVerdict;
  /** Messages of which somebody was told that they may not have arrived. */
  readonly doubted: number;
}

export const kills = 20;
const ratePerSecond = 40;
const messagesMax = 6_000;
/** Of what was said while nobody was killed. */
const codesBefore = 500_000;
const upMs = { from: 600, to: 2_000 } as const;
const settleWithinMs = 120_000;
const lookEveryMs = 1_000;
/** What would come a second time comes by then. */
const lingerMs = 5_000;

/** kill -9 again and again while people talk; then, once nothing is missing or the time is over, what has come of it. */
export async function measureKills({ seed, say }: Bench, name: string, stage: DialogueStage): Promise<KillMeasurement> {
  say(`Kills: ${kills} of ${name} at ${ratePerSecond} messages/s over ${stage.dialogues.length} dialogues`);
  const speakers = openSpeakers(stage, codesBefore);
  const struck = Promise.withResolvers<void>();
  const speaking = speakUntil(stage, speakers, struck.promise, seed);
  await strike(stage, seed).finally(struck.resolve);
  await speaking;
  return settle(stage, speakers);
}

async function strike(stage: DialogueStage, seed: number): Promise<void> {
  const draws = drawFrom(seed);
  for (let count = 0; count < kills; count += 1) {
    await pause(draws.whole(upMs.from, upMs.to));
    await stage.kill();
    await stage.restart();
  }
}

async function speakUntil(
  { dialogues }: DialogueStage,
  speakers: Speakers,
  over: Promise<void>,
  seed: number,
): Promise<void> {
  let isOver = false;
  void over.then(() => {
    isOver = true;
  });
  const plan = planLoad({ people: dialogues.length, ratePerSecond, turns: messagesMax }, drawFrom(seed + 1));
  await driveLoad(plan, ({ person }) => {
    if (!isOver) void speakers.speak(person);
  });
}

async function settle(stage: DialogueStage, speakers: Speakers): Promise<KillMeasurement> {
  const said = speakers.said();
  const deadline = performance.now() + settleWithinMs;
  const listen = () => listenToDialogues(stage, codeOf(codesBefore));
  while (isMissing(judgeDialogues(said, listen())) && performance.now() < deadline) await pause(lookEveryMs);
  await pause(lingerMs);
  const heard = listen();
  return { messages: said.length, verdict: judgeDialogues(said, heard), doubted: countDoubted(heard) };
}

function isMissing({ lost, 'lost-in-ticket': lostInTicket }: DialogueVerdict): boolean {
  return lost.length + lostInTicket.length > 0;
}
