import { stringify } from 'csv-stringify/sync';
import type { ReportView } from '../../../ports/staff-screen.ts';
import type { Rendering } from './rendering.ts';
import { lines, paragraphs, type RichText } from './rich-text.ts';

type Days = 1 | 7 | 30;
const minuteMs = 60_000;
const typesShownMax = 20;

export function renderReport(days: Days, report: ReportView, to: Rendering): RichText {
  const { say, times, title } = to;
  const [from, until] = [times.date(report.from), times.date(report.to - 1)];
  const dates = from === until ? from : say('report.dates', { from, to: until });
  const heading = say('report.title', { period: periodName(days, to), dates });
  if (report.filed === 0 && report.resolved === 0 && report.open === 0) return paragraphs(heading, say('report.empty'));
  const { firstReaction } = report;
  return paragraphs(
    heading,
    lines(
      say('report.totals', { filed: report.filed, resolved: report.resolved, open: report.open }),
      firstReaction === null
        ? say('report.noReaction')
        : say('report.firstReaction', {
            median: times.duration(firstReaction.medianMinutes * minuteMs),
            slow: times.duration(firstReaction.p90Minutes * minuteMs),
          }),
    ),
    report.byType.length === 0
      ? null
      : lines(
          say('report.typeHead'),
          ...report.byType
            .slice(0, typesShownMax)
            .map((row) =>
              say('report.typeLine', { title: title(row.title), filed: row.filed, resolved: row.resolved }),
            ),
        ),
  );
}

export function renderReportCaption(days: Days, to: Rendering): RichText {
  return to.say('report.file', { period: periodName(days, to) });
}

/** CSV with a byte-order mark, so that spreadsheets read Ukrainian; a cell that starts like a formula is defused. */
export function renderReportFile(report: ReportView, { say, title }: Rendering): Uint8Array {
  const header = [
    say('report.columns.type').text,
    say('report.columns.filed').text,
    say('report.columns.resolved').text,
  ];
  const rows = report.byType.map((row) => [title(row.title), row.filed, row.resolved]);
  const total = [say('report.total').text, report.filed, report.resolved];
  const csv = stringify([header, ...rows, total], { bom: true, escape_formulas: true });
  return new TextEncoder().encode(csv);
}

function periodName(days: Days, { say }: Rendering): string {
  return say(`report.days.${days}`).text;
}
