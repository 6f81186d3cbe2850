import { type AuditEvent, alarmKinds, auditEvents } from '@desk/domain';

/** docs/audit-events.md, whole. */
export function renderAuditEvents(): string {
  const events: [string, AuditEvent][] = Object.entries(auditEvents);
  const rows = events
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([act, event]) => `| \`${act}\` | ${logs[event.log]} | ${cellsOf(event).join(' | ')} |`);
  return `${[head, ['| event | log | what happened | by | on | outcome | reason |', rule, ...rows].join('\n'), alarms].join('\n\n')}\n`;
}

const rule = '| --- | --- | --- | --- | --- | --- | --- |';

const logs: Readonly<Record<AuditEvent['log'], string>> = { bot: 'bot', gateway: 'gateway', both: 'bot, gateway' };

function cellsOf({ meaning, by, on, outcomes, reason }: AuditEvent): readonly string[] {
  return [meaning, by, on, outcomes.join(', '), reason ?? ''];
}

const head = `# Audit events

<!-- Written by \`pnpm docs:audit-events\` from packages/domain/src/audit/audit-events.table.ts. -->

Each entry says who did what, on what, with what outcome and when: ids and codes, never a text or a phone. People stand in
it under random ids, operators under the name they gave; \`pnpm desk audit query\` shows whose an id is, as long as that is
known. How to read and verify the logs: [operations.md](operations.md#the-audit-log).`;

const alarms = `## Alarms

\`alarm-raised\` gives in its reason which alarm it is, and how often within its window: ${alarmKinds.map((kind) => `\`${kind}\``).join(', ')}.`;
