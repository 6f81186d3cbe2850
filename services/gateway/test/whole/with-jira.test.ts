import { signWebhook } from '@desk/jira-simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JiraFlavourName } from '../../src/adapters/jira/flavour.ts';
import { aDirectoryEntry } from '../fakes/directory.ts';
import { people, type SimulatedJira, webhookSecret } from '../jira/start-simulator.ts';
import type { Stage } from './contract-answers.ts';
import { startInFrontOfJira } from './start-in-front-of-jira.ts';

const employee = aDirectoryEntry(1, { trackerAccount: people.employee.id });
/** Their account is only to be found by e-mail. */
const specialist = aDirectoryEntry(3, { role: 'specialist', teams: ['network'], email: people.specialist.email });

describe.each<JiraFlavourName>(['cloud', 'data-center'])('in front of Jira (%s), over sockets', (flavour) => {
  let jira: SimulatedJira;
  let stage: Stage;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ jira, stage, close } = await startInFrontOfJira(flavour, [employee, specialist]));
  });
  afterAll(() => close());

  it('a ticket with two files is filed, assigned, and its specialist’s work seen', async () => {
    const token = await stage.signIn(employee);
    const files = [await stage.upload(token, 'line one', 'журнал.txt'), await stage.upload(token, 'a;b', 'table.csv')];
    const filed = await stage.file(stage.aTicket({ files, fields: { room: '305' }, priority: 'high' }), token);
    if (filed.kind !== 'answered' || filed.status !== 201) throw new Error(`Not filed: ${JSON.stringify(filed)}`);
    const { number } = filed.body.ticket;
    expect(filed.body).toMatchObject({
      ticket: { status: 'new', priority: 'high', requestType: 'internet', assignee: null },
    });

    const body = { assignee: specialist.employeeId, expected: null, remark: null };
    const assigned = await stage.client.assignTicket({ params: { number }, body, idempotencyKey: stage.key() });
    expect(assigned).toMatchObject({ status: 200, body: { ticket: { assignee: specialist.employeeId } } });
    const issue = jira.simulator.issue(number);
    expect(issue?.attachments.map(({ filename }) => filename).toSorted()).toEqual(['table.csv', 'журнал.txt']);

    const workload = await stage.client.readWorkload({ query: { team: 'network' } });
    expect(workload).toMatchObject({ body: { people: [{ employeeId: specialist.employeeId, active: 1 }] } });
    const move = {
      params: { number },
      body: { to: 'in-progress' as const, remark: null },
      idempotencyKey: stage.key(),
    };
    const moved = await stage.client.moveTicket({ ...move, token: await stage.signIn(specialist) });
    expect(moved).toMatchObject({ status: 200, body: { ticket: { status: 'in-progress' } } });
    const read = await stage.client.readTicket({ params: { number }, token });
    expect(read).toMatchObject({ status: 200, body: { assigneeName: specialist.displayName } });
  });

  it('a webhook becomes a thin event for the bot, and the poll tells the same', async () => {
    const payload = JSON.stringify({ issue: { key: jira.simulator.issues()[0]?.key } });
    const response = await stage.gateway.servers.hooks.inject({
      method: 'POST',
      url: '/hooks/tracker',
      headers: { 'content-type': 'application/json', 'x-hub-signature': signWebhook(webhookSecret, payload) },
      payload,
    });
    expect(response.statusCode).toBe(200);
    const polled = await stage.client.listChanges({});
    expect(polled).toMatchObject({ status: 200, body: { events: [{ id: stage.bot.received[0]?.id }], more: false } });
  });

  it('what a specialist says there is read here, with its file, until it is taken back', async () => {
    const token = await stage.signIn(employee);
    const filed = await stage.file(stage.aTicket(), token);
    const number = filed.kind === 'answered' && filed.status === 201 ? filed.body.ticket.number : '';
    const agent = jira.simulator.agent(people.specialist.id);
    const files = [{ filename: 'схема.txt', content: 'how to restart', mimeType: 'text/plain' }];
    const { id: commentId } = agent.comment(number, 'Ось схема', { files });
    agent.comment(number, 'Знову він', { public: false, files: [{ filename: 'notes.txt', content: 'secret' }] });

    const looked = await stage.client.lookAtTickets({ body: { numbers: [number] } });
    const marks = { comments: [{ id: commentId, author: specialist.employeeId }], slaDueAt: expect.any(Number) };
    expect(looked).toMatchObject({ status: 200, body: { events: [{ ticket: { number }, marks }] } });
    const params = { number, commentId };
    const read = await stage.client.readComment({ params, token });
    expect(read).toMatchObject({ body: { comment: { text: 'Ось схема', files: [{ name: 'схема.txt' }] } } });
    const ticket = await stage.client.readTicket({ params, token });
    expect(ticket).toMatchObject({ body: { files: [{ name: 'схема.txt' }], comments: [{ id: commentId }] } });

    const fileOf = (filename: string) =>
      jira.simulator.issue(number)?.attachments.find((file) => file.filename === filename)?.id ?? '';
    const file = await stage.client.readFile({ params: { number, fileId: fileOf('схема.txt') }, token });
    if (file.kind !== 'answered') throw new Error(`Not read: ${JSON.stringify(file)}`);
    expect(file.body).toMatchObject({ name: 'схема.txt', mime: 'text/plain', bytes: 14 });
    expect(await new Response(file.body.content).text()).toBe('how to restart');
    const hidden = await stage.client.readFile({ params: { number, fileId: fileOf('notes.txt') }, token });
    expect(hidden).toMatchObject({ problem: { code: 'not-found' } });

    agent.setCommentVisibility(number, commentId, { public: false });
    expect(await stage.client.readComment({ params, token })).toMatchObject({ problem: { code: 'not-found' } });
  });

  it('a webhook that the bot passes on is heard like one of our own listener, and a forged one is not', async () => {
    const payload = JSON.stringify({ issue: { key: jira.simulator.issues()[0]?.key } });
    const relay = (signature: string) =>
      stage.client.relayHook({
        body: {
          headers: { 'x-hub-signature': signature },
          query: {},
          body: Buffer.from(payload).toString('base64'),
        },
      });
    const before = stage.bot.received.length;
    expect(await relay(signWebhook(webhookSecret, payload))).toMatchObject({ body: { outcome: 'forwarded' } });
    expect(await relay('sha256=forged')).toMatchObject({ body: { outcome: 'refused' } });
    expect(stage.bot.received).toHaveLength(before + 1);
  });

  it('Jira down and back: accepted, then filed once under the grant', async () => {
    const token = await stage.signIn(employee);
    const body = stage.aTicket();
    const before = jira.simulator.issues().length;
    jira.simulator.down();
    const accepted = await stage.file(body, token);
    if (accepted.kind !== 'answered' || accepted.status !== 202)
      throw new Error(`Not accepted: ${JSON.stringify(accepted)}`);
    const again = { body, grant: accepted.body.grant.id, idempotencyKey: body.reference };
    expect(await stage.client.fileTicket(again)).toMatchObject({ problem: { code: 'tracker-down' } });
    await jira.simulator.up();
    expect(await stage.client.fileTicket(again)).toMatchObject({ status: 201 });
    expect(await stage.client.fileTicket(again)).toMatchObject({ status: 201 });
    expect(jira.simulator.issues()).toHaveLength(before + 1);
  });

  it('files sent one after another are many tickets, the same one sent ten times at once is one', async () => {
    const token = await stage.signIn(employee);
    const before = jira.simulator.issues().length;
    const body = stage.aTicket();
    await Promise.all(Array.from({ length: 10 }, () => stage.file(body, token)));
    expect(await stage.file(body, token)).toMatchObject({ status: 201 });
    expect(jira.simulator.issues()).toHaveLength(before + 1);
  });
});
