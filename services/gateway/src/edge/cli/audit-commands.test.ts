import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { AuditAnswer, AuditQuestion, ShownEntry } from '../../use-cases/audit/query-audit.ts';
import type { AuditVerdict, VerifyRequest } from '../../use-cases/audit/verify-audit.ts';
import { addAuditCommands, type OpenedAuditDesk } from './audit-commands.ts';

const entry: ShownEntry = {
  ...{ log: 'gateway', number: 12, at: Date.UTC(2026, 10, 23, 8), act: 'ticket-read', actor: 'person:p-1' },
  ...{ on: 'ticket:SD-1', outcome: 'done', reason: null, who: 'Employee 1 (e-1)' },
};
const hash = 'ab'.repeat(32);

interface Given {
  readonly answer?: AuditAnswer;
  readonly verdicts?: readonly AuditVerdict[];
}

async function run(words: readonly string[], given: Given = {}, opened?: OpenedAuditDesk) {
  const [said, asked, verified]: [string[], AuditQuestion[], VerifyRequest[]] = [[], [], []];
  let closed = 0;
  const desk = {
    query: async (question: AuditQuestion) => {
      asked.push(question);
      return given.answer ?? { kind: 'found' as const, entries: [entry] };
    },
    verify: async (request: VerifyRequest): Promise<AuditVerdict> => {
      request.onProgress(5, 10);
      const head = { number: 10, hash: Buffer.from(hash, 'hex') };
      const intact = { kind: 'intact', rows: 10, from: 1, head, checkpoints: 2 } as const;
      verified.push(request);
      return given.verdicts?.[verified.length - 1] ?? intact;
    },
    readInstant: (text: string) => (/^2026/.test(text) ? Date.parse(text) : null),
    close: async () => {
      closed += 1;
    },
  };
  const program = new Command().exitOverride();
  const progress = (text: string) => said.push(`… ${text}`);
  const output = { line: (text: string) => said.push(text), fail: (text: string) => said.push(`! ${text}`), progress };
  addAuditCommands(program, async () => opened ?? { kind: 'opened', desk }, output);
  await program.parseAsync(['audit', ...words, '--operator', 'olena'], { from: 'user' });
  return { said, asked, verified, closed };
}

describe('audit query', () => {
  it('asks for what its options say', async () => {
    const words = [
      '--person',
      'Employee',
      '--ticket',
      'SD-1',
      '--outcome',
      'refused',
      '--act',
      'signed-in',
      'ticket-read',
    ];
    const { asked, closed } = await run([
      'query',
      ...words,
      '--from',
      '2026-11-23',
      '--to',
      '2026-11-24',
      '--limit',
      '7',
    ]);
    expect(asked).toEqual([
      {
        ...{ person: 'Employee', ticket: 'SD-1', outcome: 'refused', acts: ['signed-in', 'ticket-read'] },
        ...{ from: Date.UTC(2026, 10, 23), before: Date.UTC(2026, 10, 25) },
        ...{ rowsMax: 7, operator: 'olena', form: 'table' },
      },
    ]);
    expect(closed).toBe(1);
  });

  it('shows a table, in which nothing moves the cursor', async () => {
    const entries = [entry, { ...entry, number: 13, reason: 'a\u001b[2Jb\nc' }];
    const { said } = await run(['query'], { answer: { kind: 'found', entries } });
    expect(said).toEqual([
      '2026-11-23T08:00:00.000Z  gateway  12  ticket-read  done  Employee 1 (e-1)  ticket:SD-1',
      '2026-11-23T08:00:00.000Z  gateway  13  ticket-read  done  Employee 1 (e-1)  ticket:SD-1  a‹U+001B›[2Jb‹U+000A›c',
      '2 in all.',
    ]);
  });

  it('writes JSON lines, and CSV without formulas', async () => {
    const { said: json } = await run(['query', '--json']);
    expect(JSON.parse(json[0] ?? '')).toMatchObject({
      at: '2026-11-23T08:00:00.000Z',
      number: 12,
      actor: 'person:p-1',
    });
    const risky = ['=1+1', '+1', '-1', '@x', ' =1', '\t=1', 'a "b", c'].map((reason) => ({ ...entry, reason }));
    const { said: csv } = await run(['query', '--csv'], { answer: { kind: 'found', entries: risky } });
    expect(csv[0]).toBe('at,log,number,act,outcome,who,on,reason');
    const cells = csv.slice(1).map((line) => line.slice(line.indexOf('"ticket:SD-1",') + 14));
    expect(cells).toEqual([`"'=1+1"`, `"'+1"`, `"'-1"`, `"'@x"`, `"' =1"`, `"'‹U+0009›=1"`, '"a ""b"", c"']);
  });

  it('names alarms, and who is meant where several could be', async () => {
    expect((await run(['query', '--alarms'])).asked).toMatchObject([{ acts: ['alarm-raised'] }]);
    const person = { employeeId: 'e-1', displayName: 'Employee 1', department: 'Sales' };
    const more = { position: '', phones: [], email: null, active: true, role: 'employee' as const, teams: [] };
    const people = [{ ...person, ...more, trackerAccount: null }];
    const { said } = await run(['query', '--person', 'Employee'], { answer: { kind: 'several-people', people } });
    expect(said[1]).toBe('! e-1  Employee 1, Sales');
  });

  it.each([
    [['--limit', '0'], '! --limit is a whole number from 1 to 50000.'],
    [['--limit', '50001'], '! --limit is a whole number from 1 to 50000.'],
    [['--json', '--csv'], '! Choose one of --json and --csv.'],
    [['--outcome', 'maybe'], '! --outcome is one of done, refused, failed.'],
    [['--act', 'sign-in'], '! sign-in is no event of docs/audit-events.md.'],
    [['--from', 'yesterday'], '! A time reads 2026-11-23 or 2026-11-23T08:00:00Z.'],
  ])('refuses %j', async (words, line) => {
    const { said, asked } = await run(['query', ...words]);
    expect(said).toEqual([line]);
    expect(asked).toEqual([]);
  });

  it.each([
    ['unknown-person', '! Neither the logs nor the directory know this person.'],
    ['directory-down', '! The directory does not answer. Give an employee id, or try again later.'],
  ] as const)('says when it is %s', async (kind, line) => {
    expect((await run(['query'], { answer: { kind } })).said).toEqual([line]);
  });
});

describe('audit verify', () => {
  it('goes through both logs and says how far it has come', async () => {
    const { said } = await run(['verify']);
    const end = `End 10:${hash}`;
    expect(said).toEqual([
      '… gateway: 5 of about 10',
      `gateway: 10 rows from 1 on are as they were written, 2 checkpoints among them. ${end}`,
      '… bot: 5 of about 10',
      `bot: 10 rows from 1 on are as they were written, 2 checkpoints among them. ${end}`,
    ]);
  });

  it.each([
    [{ kind: 'edited', number: 7 }, 'row 7 was edited'],
    [{ kind: 'missing', number: 7 }, 'row 7 is missing'],
    [{ kind: 'moved', number: 7 }, 'row 7 was written at another place'],
    [{ kind: 'truncated', number: 7 }, 'the end is cut off: row 7 was there'],
    [{ kind: 'rewritten', number: 7, upTo: 9 }, 'from row 7 to 9 the log was written anew'],
    [{ kind: 'mislabelled', number: 7 }, 'row 7 shows something else'],
    [{ kind: 'unproven', number: 7 }, 'the checkpoint at row 7 was not taken'],
  ] as const)('fails over %j', async (fault, words) => {
    const { said } = await run(['verify', '--log', 'bot'], { verdicts: [{ kind: 'broken', fault }] });
    expect(said.at(-1)).toMatch(/^! bot: /);
    expect(said.at(-1)).toContain(words);
  });

  it('believes what it is told to expect, each for its log', async () => {
    const { verified } = await run(['verify', '--expect', `gateway:10:${hash}`, `bot:4:${hash}`]);
    expect(verified.map(({ log, expected }) => [log, expected.map(({ number }) => number)])).toEqual([
      ['gateway', [10]],
      ['bot', [4]],
    ]);
  });

  it.each([
    [['--log', 'syslog'], '! --log is one of gateway, bot.'],
    [['--expect', 'gateway:10'], '! --expect reads log:number:hash, such as gateway:4711:9f86…'],
  ])('refuses %j', async (words, line) => {
    expect((await run(['verify', ...words])).said).toEqual([line]);
  });

  it('says what is missing when the gateway is not configured', async () => {
    const { said } = await run(['verify'], {}, { kind: 'refused', lines: ['DATABASE_URL is missing.'] });
    expect(said).toEqual(['! DATABASE_URL is missing.']);
  });
});
