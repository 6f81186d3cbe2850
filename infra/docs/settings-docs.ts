import { botSettings } from '@desk/bot';
import { gatewaySettings } from '@desk/gateway';
import type { Setting, Settings } from '@desk/settings';

const zones: readonly (readonly [title: string, settings: Settings])[] = [
  ['Bot (DMZ)', botSettings],
  ['Gateway (internal)', gatewaySettings],
];

export const tableStart = '<!-- settings: written by `pnpm docs:settings` -->';
export const tableEnd = '<!-- end of settings -->';

/** `.env.example`: what must be given stands there to be filled in, the rest as a comment with its usual value. */
export function renderEnvExample(): string {
  const sections = zones.map(([title, settings]) => {
    const lines = Object.entries(settings).map(
      ([name, setting]) => `# ${setting.meaning}\n${assignment(name, setting)}`,
    );
    return `# ---- ${title} ----\n\n${lines.join('\n\n')}`;
  });
  const head = '# Any secret may be given as NAME_FILE instead: the path of a file that holds it.';
  return `${[head, ...sections].join('\n\n')}\n`;
}

/** The part of docs/operations.md between its two marks. */
export function renderSettingsTables(): string {
  const tables = zones.map(([title, settings]) => {
    const rows = Object.entries(settings).map(
      ([name, { meaning, usual, secret }]) =>
        `| \`${name}\`${secret ? ' 🔒' : ''} | ${usual === null ? '' : `\`${usual}\``} | ${meaning} |`,
    );
    return [`### ${title}`, '', '| name | usual | meaning |', '| --- | --- | --- |', ...rows].join('\n');
  });
  return `${tableStart}\n${tables.join('\n\n')}\n${tableEnd}`;
}

/** `page` with its tables renewed. */
export function renewTables(page: string): string {
  const from = page.indexOf(tableStart);
  const to = page.indexOf(tableEnd);
  if (from < 0 || to < from) throw new Error('docs/operations.md has lost the marks around its settings.');
  return page.slice(0, from) + renderSettingsTables() + page.slice(to + tableEnd.length);
}

function assignment(name: string, { usual, example, secret }: Setting): string {
  if (usual !== null) return `# ${name}=${usual}`;
  return secret ? `${name}_FILE=` : `${name}=${example}`;
}
