import { createContractClient, createFetchTransport, gatewayEndpoints } from '@desk/contract';
import { signWebhook } from '@desk/jira-simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JiraFlavourName } from '../../src/adapters/jira/flavour.ts';
import { aDirectoryEntry } from '../fakes/directory.ts';
import { people, type SimulatedJira, startSimulatedJira, webhookSecret } from '../jira/start-simulator.ts';
import { type Stage, setStage } from './contract-answers.ts';
import { startGateway, type WholeGateway } from './start-gateway.ts';

const employee = aDirectoryEntry(1, { trackerAccount: people.employee.id });
/** Their account is only to be found by e-mail. */
const specialist = aDirectoryEntry(3, { role: 'specialist', teams: ['network'], email: people.specialist.email });

describe.each<JiraFlavourName>(['cloud', 'data-center'])('in front of Jira (%s), over sockets', (flavour) => {
  let jira: SimulatedJira;
  let whole: WholeGateway;
  let stage: Stage;
  beforeAll(async () => {
    jira = await startSimulatedJira({ flavour });
    whole = await startGateway({ tracker: jira.tracker, people: [employee, specialist] });
    const { contractPort } = await whole.gateway.listen();
    const transport = createFetchTransport({
      baseUrl: `http://127.0.0.1:${contractPort}`,
      sign: (request) => whole.signer.sign(request, whole.clock.now()),
      timeoutMs: 15_000,
      uploadTimeoutMs: 15_000,
      answerBytesMax: 1_000_000,
    });
    stage = setStage({ ...whole, client: createContractClient(gatewayEndpoints, transport) });
  });
  afterAll(async () => {
    await whole.gateway.close();
    await jira.simulator.close();
  });

  it('a ticket with two files is filed, assigned, and its specialist’s work seen', async () => {
    const token = await whole.signIn(employee);
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
    const moved = await stage.client.moveTicket({ ...move, token: await whole.signIn(specialist) });
    expect(moved).toMatchObject({ status: 200, body: { ticket: { status: 'in-progress' } } });
    const read = await stage.client.readTicket({ params: { number }, token });
    expect(read).toMatchObject({ status: 200, body: { assigneeName: specialist.displayName } });
  });

  it('a webhook becomes a thin event for the bot, and the poll tells the same', async () => {
    const payload = JSON.stringify({ issue: { key: jira.simulator.issues()[0]?.key } });
    const response = await whole.gateway.servers.hooks.inject({
      method: 'POST',
      url: '/hooks/tracker',
      headers: { 'content-type': 'application/json', 'x-hub-signature': signWebhook(webhookSecret, payload) },
      payload,
    });
    expect(response.statusCode).toBe(200);
    const polled = await stage.client.listChanges({});
    expect(polled).toMatchObject({ status: 200, body: { events: [{ id: whole.bot.received[0]?.id }], more: false } });
  });

  it('Jira down and back: accepted, then filed once under the grant', async () => {
    const token = await whole.signIn(employee);
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
    const token = await whole.signIn(employee);
    const before = jira.simulator.issues().length;
    const body = stage.aTicket();
    await Promise.all(Array.from({ length: 10 }, () => stage.file(body, token)));
    expect(await stage.file(body, token)).toMatchObject({ status: 201 });
    expect(jira.simulator.issues()).toHaveLength(before + 1);
  });
});
