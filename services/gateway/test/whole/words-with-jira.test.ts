import type { NewComment } from '@desk/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JiraFlavourName } from '../../src/adapters/jira/flavour.ts';
import { aComment, aRemark } from '../builders/words.ts';
import { aDirectoryEntry } from '../fakes/directory.ts';
import { people } from '../jira/start-simulator.ts';
import type { Stage } from './contract-answers.ts';
import { type InFrontOfJira, startInFrontOfJira } from './start-in-front-of-jira.ts';

const employee = aDirectoryEntry(1, { trackerAccount: people.employee.id });
/** Jira knows nothing of them. */
const colleague = aDirectoryEntry(2);
const staff = { role: 'specialist', teams: ['network'] } as const;
const specialist = aDirectoryEntry(3, { ...staff, trackerAccount: people.specialist.id });
const second = aDirectoryEntry(4, { ...staff, trackerAccount: people.second.id });

const aMessage = (change: Partial<NewComment> = {}) => aComment({ message: crypto.randomUUID(), ...change });

describe.each<JiraFlavourName>(['cloud', 'data-center'])('words in front of Jira (%s), over sockets', (flavour) => {
  let front: InFrontOfJira;
  let stage: Stage;
  beforeAll(async () => {
    front = await startInFrontOfJira(flavour, [employee, colleague, specialist, second]);
    stage = front.stage;
  });
  afterAll(() => front.close());

  const issueOf = (number: string) => front.jira.simulator.issue(number);

  /** A ticket of the employee's that the specialist works on, and everybody's token. */
  async function aTicketAtWork() {
    const token = await stage.signIn(employee);
    const filed = await stage.file(stage.aTicket(), token);
    if (filed.kind !== 'answered' || filed.status !== 201) throw new Error(`Not filed: ${JSON.stringify(filed)}`);
    const { number } = filed.body.ticket;
    const body = { assignee: specialist.employeeId, expected: null, remark: null };
    await stage.client.assignTicket({ params: { number }, body, idempotencyKey: stage.key() });
    return { number, token, staffToken: await stage.signIn(specialist) };
  }

  const add = (number: string, token: string, body: NewComment, key = stage.key()) =>
    stage.client.addComment({ params: { number }, body, token, idempotencyKey: key });

  it('what an employee writes, with files, is what the specialist reads, and the other way round', async () => {
    const { number, token, staffToken } = await aTicketAtWork();
    const text = 'h1. Не *працює* [^секрет.txt] !a.png! {code}\n@all';
    const files = [await stage.upload(token, 'line one', 'журнал.txt'), await stage.upload(token, 'a;b', 'table.csv')];
    const added = await add(number, token, aMessage({ text, files }));
    if (added.kind !== 'answered') throw new Error(`Not added: ${JSON.stringify(added)}`);
    expect(added).toMatchObject({ status: 201, body: { filesRefused: [] } });
    const { commentId } = added.body;
    const read = await stage.client.readComment({ params: { number, commentId }, token: staffToken });
    expect(read).toMatchObject({
      status: 200,
      body: {
        comment: {
          text,
          author: 'e-1',
          authorName: 'Employee 1',
          files: [{ name: 'журнал.txt' }, { name: 'table.csv' }],
        },
      },
    });
    expect(issueOf(number)).toMatchObject({
      comments: [{ public: true, attachmentIds: [{}, {}].map(() => expect.any(String)) }],
      attachments: [{ public: true }, { public: true }],
    });
  });

  it('a note is for colleagues alone, with its files, and stays so when it is corrected', async () => {
    const { number, token, staffToken } = await aTicketAtWork();
    const files = [await stage.upload(staffToken, 'the password policy', 'policy.txt')];
    const note = aMessage({ visibility: 'internal', files });
    const added = await add(number, staffToken, note);
    const params = { number, message: note.message };
    const edit = { params, body: { text: 'Other words' }, token: staffToken, idempotencyKey: stage.key() };
    expect(await stage.client.editComment(edit)).toMatchObject({ status: 200 });
    expect(issueOf(number)).toMatchObject({
      comments: [{ public: false, body: expect.stringContaining('Other words') }],
      attachments: [{ public: false, filename: 'policy.txt' }],
    });
    const commentId = added.kind === 'answered' ? added.body.commentId : '';
    expect(await stage.client.readComment({ params: { number, commentId }, token })).toMatchObject({
      problem: { code: 'not-found' },
    });
  });

  it.each([
    ['comment', { method: 'POST', path: /\/comment$/ }, 0],
    ['comment of the files', { method: 'POST', path: /\/attachment$/ }, 1],
    ['words of the files’ comment', { method: 'PUT', path: /\/comment\/\d+$/ }, 1],
  ] as const)('an answer of Jira’s that is lost (%s) doubles nothing', async (_, lost, filesCount) => {
    const { number, token } = await aTicketAtWork();
    const files = filesCount === 0 ? [] : [await stage.upload(token, 'line one')];
    const [body, key] = [aMessage({ files }), stage.key()];
    for (const kind of ['timeout-before-commit', 'timeout-after-commit'] as const) {
      front.jira.simulator.faults.add({ ...lost, kind, times: 1 });
    }
    await expect
      .poll(
        async () => {
          const answer = await add(number, token, body, key);
          stage.clock.advance(31_000);
          return answer;
        },
        { timeout: 10_000 },
      )
      .toMatchObject({ status: 201 });
    const issue = issueOf(number);
    expect(issue?.comments.map(({ public: isPublic, attachmentIds }) => [isPublic, attachmentIds.length])).toEqual([
      [true, filesCount],
    ]);
    expect(issue?.attachments).toHaveLength(filesCount);
  });

  it('a ticket is worded and solved, reopened, made urgent, handed on and over', async () => {
    const { number, token, staffToken } = await aTicketAtWork();
    const call = (whose: string) => ({ params: { number }, token: whose, idempotencyKey: stage.key() });
    const said = (text: string) => aRemark({ message: crypto.randomUUID(), text });
    const { client } = stage;

    const solved = { to: 'resolved', remark: said('The access point was replaced.') } as const;
    expect(await client.moveTicket({ ...call(staffToken), body: solved })).toMatchObject({
      body: { ticket: { status: 'resolved' } },
    });
    const again = { to: 'waiting-for-support', remark: said('Still gone.') } as const;
    expect(await client.moveTicket({ ...call(token), body: again })).toMatchObject({
      body: { ticket: { status: 'waiting-for-support' } },
    });
    const urgent = { priority: 'critical', remark: said('Звіт до 15:00') } as const;
    expect(await client.prioritiseTicket({ ...call(token), body: urgent })).toMatchObject({
      body: { ticket: { priority: 'critical' } },
    });
    const onward = { assignee: second.employeeId, expected: specialist.employeeId, remark: said('It is the switch.') };
    expect(await client.assignTicket({ ...call(staffToken), body: onward })).toMatchObject({
      body: { ticket: { assignee: second.employeeId } },
    });
    const over = { team: 'repair', remark: said('A cable is broken.') };
    expect(await client.transferTicket({ ...call(await stage.signIn(second)), body: over })).toMatchObject({
      body: { ticket: { team: 'repair', assignee: null } },
    });
    const words = issueOf(number)?.comments.map(({ body }) => body.split('\n').at(-1)?.replaceAll('\\', ''));
    expect(words).toEqual([
      'The access point was replaced.',
      'Still gone.',
      'Чому терміново: Звіт до 15:00',
      'It is the switch.',
      'A cable is broken.',
    ]);
  });

  it('a colleague whom Jira does not know follows a ticket all the same', async () => {
    const { number, token } = await aTicketAtWork();
    const [theirs, params] = [await stage.signIn(colleague), { number }];
    expect(await stage.client.readTicket({ params, token: theirs })).toMatchObject({
      problem: { code: 'not-permitted' },
    });
    const letIn = { params, body: { who: '+380500000002' }, token, idempotencyKey: stage.key() };
    expect(await stage.client.addParticipant(letIn)).toMatchObject({ body: { employeeId: colleague.employeeId } });
    expect(await stage.client.readTicket({ params, token: theirs })).toMatchObject({ status: 200 });
    expect(await add(number, theirs, aMessage())).toMatchObject({ status: 201 });
    expect(issueOf(number)?.participants).toEqual([]);
  });
});
