import type { Bench } from '../bench.ts';
import { type Row, rowOf } from '../row.ts';
import { fairnessRows, measureFairness } from './measure-fairness.ts';
import { forecastRows, measureForecasts } from './measure-forecasts.ts';
import { measureOfferDecision } from './measure-offer-decision.ts';
import { measureQueue, queueRows } from './measure-queue.ts';
import { measureDialogues } from './relay/measure-dialogues.ts';
import { writeRouting } from './write-routing.ts';

/**
 * Who is served next, by whom, and how long the others are told to wait, which renews docs/routing.md as well; and how
 * words get from one chat to the other.
 */
export async function measureConsultations(bench: Bench): Promise<readonly Row[]> {
  const decisions = await measureOfferDecision(bench);
  const queue = measureQueue(bench);
  const fairness = measureFairness(bench);
  const forecasts = measureForecasts(bench);
  await writeRouting({ queue, fairness, forecasts, seed: bench.seed });
  const dialogues = await measureDialogues(bench);
  const measured = [
    ...decisions,
    ...queueRows(queue),
    ...fairnessRows(fairness),
    ...forecastRows(forecasts),
    ...dialogues,
  ];
  return measured.map((measurement) => rowOf('consultations', measurement));
}
