import { botRetention } from '@desk/bot';
import { gatewayRetention } from '@desk/gateway';

const beginMark =
  '<!-- classes: written by `pnpm docs:privacy` from services/*/src/ports/retention-classes.table.ts -->';
const endMark = '<!-- /classes -->';

/** What one table row says; both services' classes have this in common. */
interface Shown {
  readonly holds: string;
  readonly tables: string;
  readonly keptDays: number | string;
  readonly from: string;
}

/** docs/privacy.md with its tables as the code has them; null where the page has no place for them. */
export function withClasses(page: string): string | null {
  const begin = page.indexOf(beginMark);
  const end = page.indexOf(endMark);
  if (begin < 0 || end < begin) return null;
  return `${page.slice(0, begin)}${beginMark}\n\n${renderClasses()}\n\n${page.slice(end)}`;
}

function renderClasses(): string {
  return [
    '**In the DMZ**, removed by the job `sweep` every ten minutes, counted in `desk_bot_retention_removed_total{class}`:',
    tableOf(botRetention),
    '**Inside**, removed by the job `remove-expired` every minute, counted in `desk_gateway_retention_removed_total{class}`:',
    tableOf(gatewayRetention),
  ].join('\n\n');
}

function tableOf(classes: Readonly<Record<string, Shown>>): string {
  const rows = Object.entries(classes).map(
    ([name, { holds, tables, keptDays, from }]) =>
      `| \`${name}\` | ${holds} | ${tablesOf(tables)} | ${daysOf(keptDays)} | ${from} |`,
  );
  return ['| class | what it tells | tables | kept | counted from |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function tablesOf(tables: string): string {
  return tables
    .split(', ')
    .map((table) => `\`${table}\``)
    .join(', ');
}

function daysOf(days: number | string): string {
  if (typeof days === 'string') return `\`${days}\``;
  return days === 1 ? '1 day' : `${days} days`;
}
