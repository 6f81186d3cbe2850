import { type Measurement, rowOf } from '../../bench/row.ts';
import type { CampaignReport } from '../campaign.ts';
import { nameMissedGoals } from '../conclude-campaign.ts';
import type { CommentsVerdict } from './judge-comments.ts';
import type { SlicedLatencies } from './slice-latencies.ts';

/** What came of the half hours without the tracker, and of those with it. */
export interface Outlasted {
  readonly outages: number;
  readonly writtenWhileAway: number;
  readonly verdict: CommentsVerdict;
  /** From the return of the tracker until everything was there, of the slowest. */
  readonly postedMsMax: number;
  readonly latencies: { readonly there: SlicedLatencies; readonly away: SlicedLatencies };
  readonly unanswered: number;
  readonly deadLetters: number;
  readonly parkedEffects: number;
}

const namedMax = 5;
const none = { of: 'value', atMost: 0 } as const;

export function reportOutage(outlasted: Outlasted): CampaignReport {
  const { outages, writtenWhileAway, verdict, postedMsMax, unanswered, deadLetters, parkedEffects } = outlasted;
  const { there, away } = outlasted.latencies;
  const latency = (percent: number): Measurement => ({
    name: `update to reply while the tracker is away, p${percent} (beside as much with it)`,
    value: away.percentile(percent),
    unit: 'ms',
    baseline: there.percentile(percent),
    goal: { of: 'ratio', atMost: 1.1 },
  });
  const measured: Measurement[] = [
    { name: 'half hours without the tracker', value: outages, unit: '' },
    { name: 'comments written in them', value: writtenWhileAway, unit: '' },
    { name: 'comments lost', value: verdict.lost.length, unit: '', goal: none },
    { name: 'comments posted twice', value: verdict.doubled.length, unit: '', goal: none },
    { name: 'comments out of order', value: verdict.outOfOrder.length, unit: '', goal: none },
    { name: 'tracker back to everything posted, slowest', value: postedMsMax / 1000, unit: 's' },
    latency(50),
    latency(99),
    { name: 'updates without a reply', value: unanswered, unit: '', goal: none },
    { name: 'updates in dead letters', value: deadLetters, unit: '', goal: none },
    { name: 'effects set aside', value: parkedEffects, unit: '', goal: none },
  ];
  const rows = measured.map((measurement) => rowOf('chaos/tracker-outage', measurement));
  // How fast a machine is that others use as well is told, but breaks no promise.
  const broken = nameMissedGoals(rows.filter(({ unit }) => unit === ''));
  const named = (['lost', 'doubled', 'outOfOrder'] as const).flatMap((wrong) =>
    verdict[wrong].slice(0, namedMax).map((code) => `${code}: ${wrong}`),
  );
  return { rows, failures: [...broken, ...named] };
}
