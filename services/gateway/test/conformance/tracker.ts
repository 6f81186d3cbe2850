import { describe, expect, test } from 'vitest';
import type { TicketReader, TrackerTicket } from '../../src/ports/tracker.ts';
import { aFile, aNewTicket, create, type TrackerConformance, type TrackerUnderTest } from './tracker-under-test.ts';

/** What every tracker keeps to, whatever stands behind it. */
export function describeTracker(name: string, conformance: TrackerConformance): void {
  async function run(use: (under: TrackerUnderTest) => Promise<void>): Promise<void> {
    const under = await conformance.open();
    try {
      await use(under);
    } finally {
      await under.close();
    }
  }

  /** Until a search knows what was written. */
  const settle = (under: TrackerUnderTest) => under.advance(conformance.searchLagMs);

  describe(`tracker: ${name}`, () => {
    test('a created ticket is new, unassigned and knows its reference, type and priority', () =>
      run(async (under) => {
        const request = aNewTicket();
        expect(await create(under, request)).toMatchObject({
          reference: request.reference,
          requestType: 'internet',
          priority: 'high',
          status: 'new',
          assignee: null,
          createdAt: under.now(),
          url: expect.stringMatching(/^https?:\/\//),
        });
      }));

    test('what a person wrote is read back as they wrote it', () =>
      run(async (under) => {
        const request = aNewTicket({ onBehalfOf: under.accounts.employee });
        const ticket = await create(under, request);
        const read = await under.reader.read(ticket.number);
        expect(read).toMatchObject({
          kind: 'read',
          ticket,
          text: { summary: request.summary, description: request.description },
        });
      }));

    test('without an account the employee is named in the ticket', () =>
      run(async (under) => {
        const { number } = await create(under, aNewTicket());
        const read = await under.reader.read(number);
        expect(read.kind === 'read' && read.text.description).toContain('Олена Приклад, Відділ продажу');
      }));

    test('a ticket is found by its reference, and only by it', () =>
      run(async (under) => {
        const request = aNewTicket();
        const { number } = await create(under, request);
        await create(under, aNewTicket());
        settle(under);
        expect(await under.reader.findByReference(request.reference)).toMatchObject({
          kind: 'found',
          tickets: [{ number, reference: request.reference }],
        });
        expect(await under.reader.findByReference(crypto.randomUUID())).toMatchObject({ kind: 'found', tickets: [] });
      }));

    test('two tickets of one reference are both found, the older first', () =>
      run(async (under) => {
        const request = aNewTicket();
        const older = await create(under, request);
        under.advance(1_000);
        const younger = await create(under, request);
        settle(under);
        const found = await under.reader.findByReference(request.reference);
        expect(found.kind === 'found' && found.tickets.map((ticket) => ticket.number)).toEqual([
          older.number,
          younger.number,
        ]);
      }));

    test('a creation whose answer was lost is unknown, and its ticket is found afterwards', () =>
      run(async (under) => {
        const request = aNewTicket();
        under.loseNextAnswer();
        expect(await under.writer.create(request)).toEqual({ kind: 'unknown' });
        settle(under);
        const found = await under.reader.findByReference(request.reference);
        expect(found.kind === 'found' && found.tickets).toHaveLength(1);
      }));

    test('a creation that was turned away says when to come back, and wrote nothing', () =>
      run(async (under) => {
        const request = aNewTicket();
        under.limitNextCreation(7);
        expect(await under.writer.create(request)).toEqual({ kind: 'down', retryAfterMs: 7_000 });
        settle(under);
        expect(await under.reader.findByReference(request.reference)).toMatchObject({ tickets: [] });
      }));

    test('a tracker that is away is down for every question, and back afterwards', () =>
      run(async (under) => {
        const { number } = await create(under, aNewTicket());
        await under.setAway(true);
        const down = { kind: 'down', retryAfterMs: null };
        // A question first: it meets the connection that broke, of which a write could not say what became of it.
        expect(await under.reader.read(number)).toEqual(down);
        expect(await under.writer.create(aNewTicket())).toEqual(down);
        expect(await under.writer.attach(number, aFile('a.txt', 1))).toEqual(down);
        expect(await under.writer.assign(number, under.accounts.specialist)).toEqual(down);
        expect(await under.writer.move(number, 'in-progress')).toEqual(down);
        expect(await under.reader.findByReference(crypto.randomUUID())).toEqual(down);
        expect(await under.reader.listChangedSince(0, null)).toEqual(down);
        expect(await under.reader.countOpen([under.accounts.specialist])).toEqual(down);
        expect(await under.people.findAccount(under.accounts.employeeEmail)).toEqual(down);
        await under.setAway(false);
        expect(await under.reader.read(number)).toMatchObject({ kind: 'read' });
      }));

    test('a request type that nobody mapped is refused as a mistake of the configuration', () =>
      run(async (under) => {
        const refused = { kind: 'refused', reason: 'misconfigured' };
        expect(await under.writer.create(aNewTicket({ requestType: 'unheard-of' }))).toEqual(refused);
      }));

    test('files are attached under their names, with their bytes', () =>
      run(async (under) => {
        const { number } = await create(under, aNewTicket());
        expect(await under.writer.attach(number, aFile('фото екрана.png', 70_000))).toEqual({ kind: 'attached' });
        expect(await under.writer.attach(number, aFile('log.txt', 0))).toEqual({ kind: 'attached' });
        const read = await under.reader.read(number);
        expect(read.kind === 'read' && read.text.files).toMatchObject([
          { name: 'фото екрана.png', bytes: 70_000 },
          { name: 'log.txt', bytes: 0 },
        ]);
      }));

    test('a ticket is assigned, given to another, and to nobody', () =>
      run(async (under) => {
        const { number } = await create(under, aNewTicket());
        for (const account of [under.accounts.specialist, under.accounts.second, null]) {
          expect(await under.writer.assign(number, account)).toEqual({ kind: 'assigned' });
          expect(await under.reader.read(number)).toMatchObject({ ticket: { assignee: account } });
        }
      }));

    test('a ticket moves through its life, and moving it to where it is changes nothing', () =>
      run(async (under) => {
        const { number } = await create(under, aNewTicket());
        const life = ['in-progress', 'waiting-for-customer', 'waiting-for-support', 'resolved', 'closed'] as const;
        for (const status of life) {
          expect(await under.writer.move(number, status)).toEqual({ kind: 'moved' });
          expect(await under.writer.move(number, status)).toEqual({ kind: 'moved' });
          expect(await under.reader.read(number)).toMatchObject({ ticket: { status } });
        }
      }));

    test('a duplicate is linked to what it duplicates, and again without harm', () =>
      run(async (under) => {
        const [kept, duplicate] = [await create(under, aNewTicket()), await create(under, aNewTicket())];
        expect(await under.writer.linkDuplicate(duplicate.number, kept.number)).toEqual({ kind: 'linked' });
        expect(await under.writer.linkDuplicate(duplicate.number, kept.number)).toEqual({ kind: 'linked' });
        expect(await under.writer.linkDuplicate(duplicate.number, 'SD-99999')).toMatchObject({ kind: 'refused' });
      }));

    test('a move that the workflow does not know is refused', () =>
      run(async (under) => {
        const { number } = await create(under, aNewTicket());
        under.moveAsAgent(number, 'closed');
        expect(await under.writer.move(number, 'new')).toEqual({ kind: 'refused', reason: 'no-such-transition' });
      }));

    test('a ticket that does not exist is refused as not found, whatever is asked of it', () =>
      run(async (under) => {
        const refused = { kind: 'refused', reason: 'not-found' };
        for (const number of ['SD-99999', '99999', 'SD-1/../../x', '']) {
          expect(await under.reader.read(number)).toEqual(refused);
          expect(await under.writer.assign(number, under.accounts.specialist)).toEqual(refused);
          expect(await under.writer.move(number, 'closed')).toEqual(refused);
          expect(await under.writer.attach(number, aFile('a.txt', 1))).toEqual(refused);
        }
      }));

    test('changes are listed from their minute on, oldest first, and nothing older', () =>
      run(async (under) => {
        const before = await create(under, aNewTicket());
        under.advance(3_600_000);
        const since = under.now();
        const first = await create(under, aNewTicket());
        const second = await create(under, aNewTicket());
        under.advance(120_000);
        under.moveAsAgent(first.number, 'in-progress');
        settle(under);
        const listed = await listAll(under, since);
        expect(listed.map((ticket) => ticket.number)).toEqual([second.number, first.number]);
        expect(listed.at(-1)).toMatchObject({ status: 'in-progress', changedAt: since + 120_000 });
        expect(await listAll(under, before.createdAt)).toHaveLength(3);
      }));

    test('open tickets are counted per assignee; resolved and closed ones are not, and the idle are absent', () =>
      run(async (under) => {
        const { specialist, second } = under.accounts;
        const numbers: string[] = [];
        for (let count = 0; count < 4; count += 1) {
          const { number } = await create(under, aNewTicket());
          await under.writer.assign(number, specialist);
          numbers.push(number);
        }
        under.moveAsAgent(numbers[0] ?? '', 'resolved');
        under.moveAsAgent(numbers[1] ?? '', 'closed');
        under.moveAsAgent(numbers[2] ?? '', 'waiting-for-customer');
        settle(under);
        const counted = await under.reader.countOpen([specialist, second, specialist]);
        expect(counted.kind === 'counted' && [...counted.open]).toEqual([[specialist, 2]]);
        expect(await under.reader.countOpen([])).toEqual({ kind: 'counted', open: new Map() });
      }));

    test('an account is found by its e-mail in full, in any case, and by nothing less', () =>
      run(async (under) => {
        const { employee, employeeEmail } = under.accounts;
        expect(await under.people.findAccount(employeeEmail.toUpperCase())).toEqual({
          kind: 'found',
          account: employee,
        });
        expect(await under.people.findAccount(employeeEmail.slice(0, -2))).toEqual({ kind: 'none' });
        expect(await under.people.findAccount('nobody@example.test')).toEqual({ kind: 'none' });
        expect(under.people.profileUrl(employee)).toMatch(new RegExp(`^https?://.*${employee}`));
      }));

    test('a hook of the tracker is reduced to its ticket, and one without proof is refused', () =>
      run(async (under) => {
        const { number } = await create(under, aNewTicket());
        const hook = under.hookAbout(number);
        expect(under.hooks.read(hook)).toMatchObject({
          kind: 'ticket',
          number,
          deliveryId: expect.stringMatching(/./),
        });
        expect(under.hooks.read({ ...hook, headers: {}, query: {} })).toEqual({ kind: 'refused' });
      }));
  });
}

async function listAll(under: TrackerUnderTest, since: number): Promise<readonly TrackerTicket[]> {
  const tickets: TrackerTicket[] = [];
  let page: string | null = null;
  for (let pages = 0; pages < 20; pages += 1) {
    const listed: Awaited<ReturnType<TicketReader['listChangedSince']>> = await under.reader.listChangedSince(
      since,
      page,
    );
    if (listed.kind !== 'listed') throw new Error(`Not listed: ${listed.kind}.`);
    tickets.push(...listed.tickets);
    if (listed.nextPage === null) return tickets;
    page = listed.nextPage;
  }
  throw new Error('The list does not end.');
}
