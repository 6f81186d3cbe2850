import { userInfo } from 'node:os';
import { disarmLine, isAuditAct } from '@desk/domain';
import type { Command } from 'commander';
import { type AuditLogName, auditLogNames, type Place } from '../../ports/audit-trail.ts';
import type { AuditQuestion, queryAudit } from '../../use-cases/audit/query-audit.ts';
import type { AuditFault, AuditVerdict, verifyAudit } from '../../use-cases/audit/verify-audit.ts';
import { csvHead, csvRow, jsonLine, tableLines } from './format-audit.ts';
import type { CommandOutput } from './gateway-commands.ts';
import { type Opened, withDesk } from './with-desk.ts';

/** What the commands work with, opened for one command and closed after it. */
export interface AuditDesk {
  readonly query: ReturnType<typeof queryAudit>;
  readonly verify: ReturnType<typeof verifyAudit>;
  /** Epoch milliseconds of a date `YYYY-MM-DD` or of an instant as ISO 8601 has it; null for anything else. */
  readonly readInstant: (text: string) => number | null;
  close(): Promise<void>;
}

export type OpenedAuditDesk = Opened<AuditDesk>;

export interface AuditOutput extends CommandOutput {
  /** How far a long work has come; where nobody watches, nothing. */
  readonly progress: (text: string) => void;
}

interface QueryOptions {
  readonly person?: string;
  readonly ticket?: string;
  readonly act?: readonly string[];
  readonly outcome?: string;
  readonly from?: string;
  readonly to?: string;
  readonly alarms?: true;
  readonly limit: string;
  readonly json?: true;
  readonly csv?: true;
  readonly operator: string;
}

interface VerifyOptions {
  readonly log?: string;
  readonly expect?: readonly string[];
  readonly operator: string;
}

const tableRowsUsual = 100;
const rowsMax = 50_000;
const outcomes: readonly string[] = ['done', 'refused', 'failed'];

/** Adds `audit query` and `audit verify` to a program. That they were used is in the log under the operator's name. */
export function addAuditCommands(program: Command, open: () => Promise<OpenedAuditDesk>, output: AuditOutput): void {
  const audit = program.command('audit').description('the audit logs of both zones, as the gateway holds them');
  audit
    .command('query')
    .description('who did what, on what, with what outcome, when: the newest that match, oldest first')
    .option('--person <who>', 'an employee id, phone, e-mail address or name: done by them, to them, or naming them')
    .option('--ticket <number>', 'and its consultations')
    .option('--act <event...>', 'one or more of docs/audit-events.md')
    .option('--outcome <outcome>', 'done, refused or failed')
    .option('--from <when>', 'a day (2026-11-23) or an instant (2026-11-23T08:00:00Z)')
    .option('--to <when>', 'a day, included, or an instant, not included')
    .option('--alarms', 'alarms alone')
    .option('--limit <rows>', `at most so many, ${rowsMax} in all`, String(tableRowsUsual))
    .option('--json', 'one JSON object a line')
    .option('--csv', 'for spreadsheets; nothing in it is a formula')
    .option('--operator <name>', 'who reads, for the audit', userInfo().username)
    .action((options: QueryOptions) => withDesk(open, output, (desk) => query(desk, output, options)));
  audit
    .command('verify')
    .description('goes through both logs and names the first row that is not as it was written')
    .option('--log <log>', 'one of them: gateway or bot')
    .option('--expect <log:number:hash...>', 'checkpoints out of the log of the gateway’s process')
    .option('--operator <name>', 'who verifies, for the audit', userInfo().username)
    .action((options: VerifyOptions) => withDesk(open, output, (desk) => verify(desk, output, options)));
}

async function query(desk: AuditDesk, output: AuditOutput, options: QueryOptions): Promise<void> {
  const question = readQuestion(desk, options);
  if (typeof question === 'string') return output.fail(question);
  const answer = await desk.query(question);
  switch (answer.kind) {
    case 'unknown-person':
      return output.fail('Neither the logs nor the directory know this person.');
    case 'directory-down':
      return output.fail('The directory does not answer. Give an employee id, or try again later.');
    case 'several-people': {
      output.fail('More than one person is called so. Give one of these ids:');
      for (const { employeeId, displayName, department } of answer.people) {
        output.fail(disarmLine(`${employeeId}  ${displayName}, ${department}`));
      }
      return;
    }
    case 'found': {
      if (question.form === 'csv') output.line(csvHead);
      const lines = {
        json: (entries: typeof answer.entries) => entries.map(jsonLine),
        csv: rowsOfCsv,
        table: tableLines,
      };
      for (const line of lines[question.form](answer.entries)) output.line(line);
      if (question.form !== 'table') return;
      const { length } = answer.entries;
      output.line(length === question.rowsMax ? `The newest ${length}; more with --limit.` : `${length} in all.`);
    }
  }
}

function rowsOfCsv(entries: Parameters<typeof tableLines>[0]): readonly string[] {
  return entries.map(csvRow);
}

/** A text: what is wrong with the options. */
function readQuestion(desk: AuditDesk, options: QueryOptions): AuditQuestion | string {
  const limit = /^[1-9]\d{0,5}$/.test(options.limit) ? Number(options.limit) : Number.NaN;
  if (!(limit <= rowsMax)) return `--limit is a whole number from 1 to ${rowsMax}.`;
  if (options.json && options.csv) return 'Choose one of --json and --csv.';
  if (options.outcome !== undefined && !outcomes.includes(options.outcome)) {
    return `--outcome is one of ${outcomes.join(', ')}.`;
  }
  const unknown = options.act?.find((act) => !isAuditAct(act));
  if (unknown !== undefined) return `${disarmLine(unknown)} is no event of docs/audit-events.md.`;
  const from = options.from === undefined ? null : desk.readInstant(options.from);
  const to = options.to === undefined ? null : desk.readInstant(options.to);
  if ((options.from !== undefined && from === null) || (options.to !== undefined && to === null)) {
    return 'A time reads 2026-11-23 or 2026-11-23T08:00:00Z.';
  }
  const isDay = options.to !== undefined && !options.to.includes('T');
  return {
    person: options.person ?? null,
    ticket: options.ticket ?? null,
    acts: options.alarms ? ['alarm-raised'] : (options.act ?? []),
    outcome: options.outcome ?? null,
    from,
    before: to === null || !isDay ? to : nextDay(desk, options.to),
    rowsMax: limit,
    operator: options.operator,
    form: options.csv ? 'csv' : options.json ? 'json' : 'table',
  };
}

/** A day is included whole, however many hours it has. */
function nextDay({ readInstant }: AuditDesk, day: string | undefined): number | null {
  const next = new Date(`${day}T12:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return readInstant(next.toISOString().slice(0, 10));
}

async function verify(desk: AuditDesk, output: AuditOutput, options: VerifyOptions): Promise<void> {
  const { operator, log: only, expect: expectations = [] } = options;
  const logs = auditLogNames.filter((log) => only === undefined || log === only);
  if (logs.length === 0) return output.fail(`--log is one of ${auditLogNames.join(', ')}.`);
  const expected = expectations.map(readExpectation);
  if (expected.includes(null)) return output.fail('--expect reads log:number:hash, such as gateway:4711:9f86…');
  for (const log of logs) {
    const verdict = await desk.verify({
      ...{ log, operator },
      expected: expected.flatMap((one) => (one?.log === log ? [one] : [])),
      onProgress: (rows, of) => output.progress(`${log}: ${rows} of about ${of}`),
    });
    if (verdict.kind === 'intact') output.line(describeIntact(log, verdict));
    else output.fail(`${log}: ${describeFault(verdict.fault)}`);
  }
}

function readExpectation(text: string): (Place & { readonly log: AuditLogName }) | null {
  const [, log, number, hash] = /^(gateway|bot):([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  if ((log !== 'gateway' && log !== 'bot') || hash === undefined) return null;
  return { log, number: Number(number), hash: Buffer.from(hash, 'hex') };
}

function describeIntact(
  log: AuditLogName,
  { rows, from, head, checkpoints }: Extract<AuditVerdict, { kind: 'intact' }>,
) {
  if (rows === 0) return `${log}: empty.`;
  const end = `${head.number}:${Buffer.from(head.hash).toString('hex')}`;
  return `${log}: ${rows} rows from ${from} on are as they were written, ${checkpoints} checkpoints among them. End ${end}`;
}

function describeFault(fault: AuditFault): string {
  const { number } = fault;
  switch (fault.kind) {
    case 'edited':
      return `row ${number} was edited: its bytes and hash do not follow from the row before.`;
    case 'missing':
      return `row ${number} is missing.`;
    case 'moved':
      return `row ${number} was written at another place.`;
    case 'truncated':
      return `the end is cut off: row ${number} was there, and rows after it.`;
    case 'rewritten':
      return `somewhere from row ${number} to ${fault.upTo} the log was written anew: row ${fault.upTo} is not the one whose checkpoint was taken.`;
    case 'mislabelled':
      return `row ${number} shows something else than its bytes say.`;
    case 'unproven':
      return `the checkpoint at row ${number} was not taken by this gateway, or its sealing key is gone.`;
  }
}
