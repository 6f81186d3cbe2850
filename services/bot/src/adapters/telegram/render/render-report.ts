import { stringify } from 'csv-stringify/sync';
import type { consultationUk } from '../../../locales/consultation-uk.ts';
import type { ConsultationFigures } from '../../../ports/consultation-screen.ts';
import type { ReportView } from '../../../ports/staff-screen.ts';
import { spread } from './render-consultation.ts';
import type { Rendering } from './rendering.ts';
import { lines, paragraphs, type RichText } from './rich-text.ts';

type Days = 1 | 7 | 30;
type ConsultationColumn = keyof typeof consultationUk.supervision.columns;
const minuteMs = 60_000;
const typesShownMax = 20;

export function renderReport(days: Days, report: ReportView, to: Rendering): RichText {
  const { say, times, title } = to;
  const [from, until] = [times.date(report.from), times.date(report.to - 1)];
  const dates = from === until ? from : say('report.dates', { from, to: until });
  const heading = say('report.title', { period: periodName(days, to), dates });
  const isQuiet = report.filed === 0 && report.resolved === 0 && report.open === 0;
  if (isQuiet && report.consultations.requested === 0) return paragraphs(heading, say('report.empty'));
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
    renderConsultations(report.consultations, to),
  );
}

function renderConsultations(figures: ConsultationFigures, to: Rendering): RichText | null {
  const { requested, held, left } = figures;
  if (requested === 0) return null;
  return lines(
    to.say('consultation.supervision.reportHead'),
    to.say('consultation.supervision.counts', { requested, held, left }),
    ...spread(figures, to),
  );
}

export function renderReportCaption(days: Days, to: Rendering): RichText {
  return to.say('report.file', { period: periodName(days, to) });
}

/** CSV with a byte-order mark, so that spreadsheets read Ukrainian; a cell that starts like a formula is defused. */
export function renderReportFile(report: ReportView, to: Rendering): Uint8Array {
  const { say, title } = to;
  const header = [
    say('report.columns.type').text,
    say('report.columns.filed').text,
    say('report.columns.resolved').text,
  ];
  const rows = report.byType.map((row) => [title(row.title), row.filed, row.resolved]);
  const total = [say('report.total').text, report.filed, report.resolved];
  const csv = stringify([header, ...rows, total, ...consultationRows(report.consultations, to)], {
    bom: true,
    escape_formulas: true,
  });
  return new TextEncoder().encode(csv);
}

/** Below the types, after an empty line; a spreadsheet reads them as a table of its own. */
function consultationRows(figures: ConsultationFigures, { say }: Rendering): readonly (readonly (string | number)[])[] {
  const { requested, held, left, wait, duration, rating } = figures;
  const column = (name: ConsultationColumn) => say(`consultation.supervision.columns.${name}`).text;
  const rows: readonly (readonly [ConsultationColumn, number | undefined])[] = [
    ['requested', requested],
    ['held', held],
    ['left', left],
    ['waitMedian', wait?.medianMinutes],
    ['waitSlow', wait?.p90Minutes],
    ['durationMedian', duration?.medianMinutes],
    ['durationSlow', duration?.p90Minutes],
    ['rating', rating?.mean],
    ['ratings', rating?.count],
  ];
  return [[], [column('figure'), column('value')], ...rows.map(([name, value]) => [column(name), value ?? ''])];
}

function periodName(days: Days, { say }: Rendering): string {
  return say(`report.days.${days}`).text;
}
