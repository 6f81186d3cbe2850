import { openDialogues } from '../../../stack/open-dialogues.ts';
import { startStaffedDesk } from '../../../stack/start-staffed-desk.ts';
import type { Bench } from '../../bench.ts';
import type { Measurement } from '../../row.ts';
import { type KillMeasurement, kills, measureKills } from './measure-kills.ts';
import { measureRelay, type RelayLatencies, ratePerSecond } from './measure-relay.ts';
import { startUsualStack } from './start-usual-stack.ts';

const dialogues = 400;

/** How fast words cross from one chat to the other, and what is left of them after kills, beside the usual stack. */
export async function measureDialogues(bench: Bench): Promise<readonly Measurement[]> {
  const { say, opened } = bench;
  const desk = await startStaffedDesk({
    ...{ employees: dialogues, specialists: dialogues, say, opened },
    onUnexpectedEnd: (name, ending) => say(`The ${name} ended by itself (${ending}).`),
  });
  const ours = await openDialogues(desk);
  say(`${dialogues} dialogues have begun`);
  const usual = await startUsualStack({ folder: desk.stack.folder, dialogues }, opened);
  const relayed = await measureRelay(bench, { ours, usual });
  const killed = {
    ours: await measureKills(bench, 'the bot', ours),
    usual: await measureKills(bench, 'the usual stack', usual),
  };
  await opened.closeAll();
  return [...latencyRows(relayed), ...killRows(killed)];
}

interface Beside<Measured> {
  readonly ours: Measured;
  readonly usual: Measured;
}

function latencyRows({ ours, usual }: Beside<RelayLatencies>): Measurement[] {
  const relay = `relay at ${ratePerSecond}/s over ${dialogues} dialogues, webhook to the other side's send`;
  const row = (percent: number, atMost: number): Measurement => ({
    name: `${relay}, p${percent} (beside the usual stack)`,
    value: ours.up.percentile(percent),
    unit: 'ms',
    baseline: usual.up.percentile(percent),
    goal: { of: 'value', atMost },
  });
  const stalled = (percent: number): Measurement => ({
    name: `the same while the tracker is stalled, p${percent} (beside the rounds before and after)`,
    value: ours.stalled.percentile(percent),
    unit: 'ms',
    baseline: ours.up.percentile(percent),
    goal: { of: 'ratio', atMost: 1.1 },
  });
  const messages = ours.up.count() + ours.stalled.count() + ours.unheard;
  return [
    row(50, 15),
    row(99, 100),
    stalled(50),
    stalled(99),
    {
      name: `of ${messages} messages, the other side never got`,
      value: ours.unheard,
      unit: '',
      baseline: usual.unheard,
      goal: { of: 'value', atMost: 0 },
    },
  ];
}

function killRows({ ours, usual }: Beside<KillMeasurement>): Measurement[] {
  const count = (name: string, of: (measured: KillMeasurement) => number): Measurement => ({
    name: `${kills} kills: ${name} (beside the usual stack)`,
    value: of(ours),
    unit: '',
    baseline: of(usual),
    goal: { of: 'value', atMost: 0 },
  });
  return [
    { name: `${kills} kills: messages`, value: ours.messages, unit: '', baseline: usual.messages },
    count('messages lost', ({ verdict }) => verdict.lost.length),
    count('messages doubled', ({ verdict }) => verdict.doubled.length),
    count('messages out of order', ({ verdict }) => verdict['out-of-order'].length),
    count('lost in the ticket', ({ verdict }) => verdict['lost-in-ticket'].length),
    count('doubled in the ticket', ({ verdict }) => verdict['doubled-in-ticket'].length),
    count('out of order in the ticket', ({ verdict }) => verdict['out-of-order-in-ticket'].length),
    {
      name: `${kills} kills: messages said to be doubtful, with a way to send them again`,
      value: ours.doubted,
      unit: '',
    },
  ];
}
