import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { priorities } from '@desk/domain';
import { drawRouting } from './draw-routing.ts';
import type { FairnessMeasurement } from './measure-fairness.ts';
import type { ForecastMeasurement } from './measure-forecasts.ts';
import type { QueueMeasurement } from './measure-queue.ts';

const docs = join(resolve(import.meta.dirname, '..', '..', '..'), 'docs');

const figuresStart = '<!-- figures: written by `pnpm bench consultations` -->';
const figuresEnd = '<!-- end of figures -->';

export interface RoutingFigures {
  readonly queue: QueueMeasurement;
  readonly fairness: readonly FairnessMeasurement[];
  readonly forecasts: readonly ForecastMeasurement[];
  readonly seed: number;
}

/** Renews the tables in docs/routing.md and the picture beside it. */
export async function writeRouting(figures: RoutingFigures): Promise<void> {
  const page = join(docs, 'routing.md');
  await writeFile(page, renewFigures(await readFile(page, 'utf8'), figures));
  await writeFile(join(docs, 'images', 'routing.svg'), drawRouting(figures.queue, figures.forecasts));
}

/** `page` with what stands between its two marks renewed. */
export function renewFigures(page: string, figures: RoutingFigures): string {
  const from = page.indexOf(figuresStart);
  const to = page.indexOf(figuresEnd);
  if (from === -1 || to < from) throw new Error('The page has no place for figures.');
  return `${page.slice(0, from)}${figuresStart}\n${renderFigures(figures)}\n${page.slice(to)}`;
}

function renderFigures({ queue, fairness, forecasts, seed }: RoutingFigures): string {
  return [`Seed ${seed}.`, waitTable(queue), fairnessTable(fairness), forecastTable(forecasts)].join('\n\n');
}

function waitTable({ desk, strict, firstCome }: QueueMeasurement): string {
  const rows = priorities.map((priority) => [
    priority,
    ...[desk, strict, firstCome].flatMap(({ p95Minutes, longestMinutes }) => [
      p95Minutes[priority].toFixed(1),
      longestMinutes[priority].toFixed(0),
    ]),
  ]);
  const kinds = ['accumulated', 'strict', 'first come'].flatMap((kind) => [`${kind}, p95`, 'longest']);
  return table(['wait, min', ...kinds], rows);
}

function fairnessTable(measured: readonly FairnessMeasurement[]): string {
  const rows = measured.map((each) => [
    each.load.toFixed(1),
    each.speeds,
    ...[each.desk, each.roundRobin, each.fewestChats, each.longestIdle].map((jain) => jain.toFixed(4)),
  ]);
  return table(['load', 'speeds', 'index', 'round robin', 'fewest chats', 'longest idle'], rows);
}

function forecastTable(measured: readonly ForecastMeasurement[]): string {
  const rows = measured.map((each) => [
    each.regime,
    each.meanWaitMinutes.toFixed(1),
    ...[each.rmse, each.usualRmse].map((rmse) => rmse.toFixed(2)),
    (each.rmse / each.usualRmse).toFixed(3),
    (each.rmse / each.bestRmse).toFixed(3),
    each.coverage.toFixed(3),
    each.uncorrectedCoverage.toFixed(3),
  ]);
  const headings = ['regime', 'mean wait, min', 'RMSE', 'moving average', 'ratio', 'ratio to the best average'];
  return table([...headings, 'within P90', 'uncorrected'], rows);
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = headings.map((_, at) => (at === 0 ? '---' : '---:'));
  return [line(headings), line(rule), ...rows.map(line)].join('\n');
}
