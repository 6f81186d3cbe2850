import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { employee, specialist } from '../builders/people.ts';
import { aComment, aRemark } from '../builders/words.ts';
import { readAudit } from '../read-audit.ts';
import { setStage } from './contract-answers.ts';
import { startGateway, type WholeGateway } from './start-gateway.ts';

let whole: WholeGateway;
beforeAll(async () => {
  whole = await startGateway();
});
afterAll(() => whole.gateway.close());

describe('the gateway as a whole', () => {
  /** @claim privacy A line of the log holds no word of what was said, no phone, no name and no token. (ASVS 16.2.5) */
  it('logs one line per request, and not a word of what was said', async () => {
    const stage = setStage(whole);
    const token = await stage.signIn(employee);
    const file = await stage.upload(token, 'canary-content', 'canary-name.txt');
    const before = whole.lines.length;
    await stage.file(stage.aTicket({ summary: 'canary-summary', description: 'canary-text', files: [file] }), token);
    await stage.client.openSession({ body: { telegramUserId: 99, phone: '+380509999997' } });
    const requests = whole.lines.slice(before).map((line) => JSON.parse(line));
    expect(requests).toMatchObject([
      { message: 'Request answered.', endpoint: 'fileTicket', status: 201, caller: 'person', problem: null },
      {
        message: 'Request answered.',
        endpoint: 'openSession',
        status: 403,
        caller: 'service',
        problem: 'access-refused',
      },
    ]);
    const said = whole.lines.join('\n');
    for (const secret of ['canary', token, employee.displayName, '380500000001', '380509999997']) {
      expect(said).not.toContain(secret);
    }
  });

  /** @claim privacy The gateway’s database holds no phone in clear and no text of a ticket. (ASVS 14.2.4) */
  it('keeps no phone and no text in its database', async () => {
    const stage = setStage(whole);
    const { number, token } = await stage.filed({ summary: 'canary-summary', description: 'canary-text' });
    const call = { params: { number }, token };
    const said = aComment({ message: crypto.randomUUID(), text: 'canary-comment' });
    await stage.client.addComment({ ...call, body: said, idempotencyKey: stage.key() });
    const urgent = { priority: 'high', remark: aRemark({ text: 'canary-reason' }) } as const;
    await stage.client.prioritiseTicket({ ...call, body: urgent, idempotencyKey: stage.key() });
    expect(whole.lines.join('\n')).not.toContain('canary');
    const { connectDatabase } = await import('../../src/adapters/postgres/connect-database.ts');
    const connection = connectDatabase(whole.databaseUrl);
    const { database } = connection;
    const tables = [
      await database.session.findMany(),
      await database.operation.findMany(),
      await database.deskTicket.findMany(),
      await database.deskComment.findMany(),
      await database.signInCount.findMany(),
      await database.signInRefusal.findMany(),
      await readAudit(database),
    ];
    await connection.close();
    const held = JSON.stringify(tables, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value instanceof Uint8Array ? Buffer.from(value).toString() : value,
    );
    expect(tables.every((rows) => rows.length > 0)).toBe(true);
    expect(held).not.toMatch(/canary|380500000001|380509999997/);
  });

  it('goes on after a restart: sessions, answers, grants and replays are where they were', async () => {
    const stage = setStage(whole);
    const token = await stage.signIn(employee);
    const body = stage.aTicket();
    const first = await stage.file(body, token);
    whole.tracker.setDown(null);
    const waiting = stage.aTicket();
    const accepted = await stage.file(waiting, token);
    whole.tracker.setUp();

    const restarted = await whole.restart();
    const again = await restarted.client.fileTicket({ body, token, idempotencyKey: body.reference });
    expect(again).toEqual(first);
    if (accepted.kind !== 'answered' || accepted.status !== 202) throw new Error('Not postponed.');
    const filed = { body: waiting, grant: accepted.body.grant.id, idempotencyKey: waiting.reference };
    expect(await restarted.client.fileTicket(filed)).toMatchObject({ kind: 'answered', status: 201 });
    await restarted.gateway.close();
  });

  it('asks to come again while somebody holds what it has to lock, and then files once', async () => {
    const stage = setStage(whole);
    const token = await stage.signIn(employee);
    const body = stage.aTicket();
    const { connectDatabase } = await import('../../src/adapters/postgres/connect-database.ts');
    const connection = connectDatabase(whole.databaseUrl);
    const held = connection.database.$transaction(
      async (transaction) => {
        await transaction.$executeRaw`lock table desk_tickets in access exclusive mode`;
        return stage.file(body, token);
      },
      { timeout: 15_000 },
    );
    expect(await held).toMatchObject({ kind: 'refused', problem: { code: 'overloaded', retryAfterSeconds: 5 } });
    const filed = await stage.file(body, token);
    expect(filed).toMatchObject({ kind: 'answered', status: 201 });
    expect(await stage.file(body, token)).toEqual(filed);
    await connection.close();
  });

  it('lets two processes on one database file one ticket once', async () => {
    const stage = setStage(whole);
    const token = await stage.signIn(employee);
    const other = await whole.restart();
    const before = whole.tracker.tickets().length;
    const body = stage.aTicket();
    const call = { body, token, idempotencyKey: body.reference };
    const answers = await Promise.all([0, 1, 2, 3].map((turn) => (turn % 2 ? whole : other).client.fileTicket(call)));
    expect(whole.tracker.tickets()).toHaveLength(before + 1);
    expect(answers.filter(({ kind }) => kind === 'answered').length).toBeGreaterThan(0);
    expect(await whole.client.fileTicket(call)).toMatchObject({ kind: 'answered', status: 201 });
    await other.gateway.close();
  });

  it('lets two processes on one database post one comment once', async () => {
    const stage = setStage(whole);
    const { number, token } = await stage.filed();
    const other = await whole.restart();
    const body = aComment({ message: crypto.randomUUID(), files: [await stage.upload(token, 'content')] });
    const call = { params: { number }, body, token, idempotencyKey: body.message };
    await Promise.all([0, 1, 2, 3].map((turn) => (turn % 2 ? whole : other).client.addComment(call)));
    expect(await whole.client.addComment(call)).toMatchObject({ kind: 'answered', status: 201 });
    expect(whole.tracker.comments.list(number)).toMatchObject([{ visibility: 'public', files: [{}] }]);
    await other.gateway.close();
  });

  it('tells the bot when a session is revoked', async () => {
    const token = await whole.signIn(specialist);
    whole.directory.change(specialist.employeeId, { active: false });
    expect(await whole.client.renewSession({ token })).toMatchObject({ problem: { code: 'session-ended' } });
    const listening = await whole.gateway.listen();
    expect(listening.contractPort).toBeGreaterThan(0);
    await expect.poll(() => whole.bot.received, { timeout: 10_000 }).toMatchObject([{ kind: 'session-revoked' }]);
    const health = await fetch(`http://127.0.0.1:${listening.opsPort}/readyz`);
    expect(await health.json()).toMatchObject({ status: 'ready', database: true, parts: { tracker: 'up' } });
  });
});
