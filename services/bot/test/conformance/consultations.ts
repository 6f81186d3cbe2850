import { randomUUID } from 'node:crypto';
import type { Consultation, ConsultationEvent } from '@desk/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfferRecord, ShownWait } from '../../src/ports/consultations.ts';
import type { Change } from '../../src/ports/plan.ts';
import { type DeskUnderTest, job, type OpenDesk, planOf, store } from './desk-under-test.ts';
import {
  aConsultation,
  aPerson,
  aSpecialist,
  aTicket,
  connectedTo,
  minuteMs,
  monday10,
  movedOn,
  type NewPerson,
  saved,
} from './samples.ts';

/** What the rows of consultations promise, and the readers of them. */
export function holdConsultationsToTheirPromises(open: OpenDesk): void {
  let desk: DeskUnderTest;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.close());

  async function withPeople(specialistCount = 1) {
    const team = `team-${randomUUID().slice(0, 8)}`;
    const employee = aPerson();
    const specialists = Array.from({ length: specialistCount }, () => aSpecialist(team));
    await store(desk, ...[employee, ...specialists].map((person) => saved.person(person)));
    return { team, employee, specialists };
  }

  /** Requests of one employee about tickets of a team, a minute apart. */
  async function withRequests(
    team: string,
    employee: NewPerson,
    ...requests: readonly (readonly ConsultationEvent[])[]
  ) {
    const made: Consultation[] = [];
    for (const [index, events] of requests.entries()) {
      const ticket = aTicket(employee.id, { team });
      const consultation = aConsultation(ticket, events, monday10 + index * minuteMs);
      await store(desk, saved.ticket(ticket), saved.consultation(consultation));
      made.push(consultation);
    }
    return made;
  }

  const idsOf = (listed: readonly { readonly consultation: Consultation }[]) =>
    listed.map(({ consultation }) => consultation.id);
  const commit = (...changes: readonly Change[]) => desk.ledger.commit(planOf({ changes }), job);

  describe('a consultation', () => {
    it('reads as it was written, in every state', async () => {
      const { team, employee, specialists } = await withPeople(2);
      const [ann = '', bob = ''] = specialists.map(({ id }) => id);
      const dialogue = connectedTo(ann);
      const steps: readonly (readonly ConsultationEvent[])[] = [
        [],
        [{ kind: 'nobody-free', reason: 'all-busy' }],
        [{ kind: 'offer-made', personId: ann }],
        [{ kind: 'callback-asked', until: monday10 + 60 * minuteMs }],
        dialogue,
        [...dialogue, { kind: 'transfer-asked', to: bob, summary: 'Кабель і порт перевірено.' }],
        [...dialogue, { kind: 'end-asked', by: 'employee' }],
        [...dialogue, { kind: 'end-asked', by: 'specialist' }, { kind: 'rated', stars: 4 }],
        [{ kind: 'end-asked', by: 'employee' }],
        [{ kind: 'person-unreachable', personId: employee.id }],
      ];
      for (const consultation of await withRequests(team, employee, ...steps)) {
        const stored = await desk.consultations.findById(consultation.id);
        expect(stored).toEqual({ consultation, grant: null, shown: null, version: 1 });
      }
      expect(await desk.consultations.findById(randomUUID())).toBeNull();
    });

    it('that has moved on since it was read is overtaken', async () => {
      const { team, employee } = await withPeople();
      const [request] = await withRequests(team, employee, []);
      if (!request) throw new Error('They were stored.');
      const waiting = movedOn(request, { kind: 'nobody-free', reason: 'all-busy' }, monday10);
      expect(await commit(saved.consultation(waiting, 1))).toBe('committed');
      expect(await commit(saved.consultation(request, 1))).toBe('overtaken');
      expect(await desk.consultations.findById(request.id)).toMatchObject({ consultation: waiting, version: 2 });
    });

    it('is the only one about its ticket until it is over, however many are asked for at once', async () => {
      const { team, employee } = await withPeople();
      const ticket = aTicket(employee.id, { team });
      await store(desk, saved.ticket(ticket));
      const requests = [0, 1, 2, 3].map((minutes) => aConsultation(ticket, [], monday10 + minutes * minuteMs));
      const outcomes = await Promise.all(requests.map((request) => commit(saved.consultation(request))));
      expect(outcomes.toSorted()).toEqual(['committed', 'overtaken', 'overtaken', 'overtaken']);
      const [first] = await desk.consultations.listConcerning({ kind: 'ticket', id: ticket.id }, 10);
      if (!first) throw new Error('One of them was stored.');
      const over = movedOn(first.consultation, { kind: 'end-asked', by: 'employee' }, monday10);
      const next = aConsultation(ticket, [], monday10 + 10 * minuteMs);
      expect(await commit(saved.consultation(over, 1), saved.consultation(next))).toBe('committed');
      expect((await desk.consultations.findLatestOfTicket(ticket.id))?.consultation).toEqual(next);
    });

    it('notes what the gateway allowed and what its card says without moving on', async () => {
      const { team, employee } = await withPeople();
      const [request] = await withRequests(team, employee, []);
      if (!request) throw new Error('They were stored.');
      const grant = { id: 'grant-1', expiresAt: monday10 + 60 * minuteMs };
      const shown: ShownWait = {
        ...{ place: 2, ahead: { critical: 0, high: 1, medium: 0, low: 0 }, range: { fromMinutes: 3, toMinutes: 9 } },
        ...{ reason: 'all-busy', at: monday10, alerted: false },
      };
      await store(desk, { kind: 'note-grant', consultationId: request.id, grant });
      await store(desk, { kind: 'note-shown-wait', consultationId: request.id, shown });
      const later = { ...shown, place: 1, range: null };
      await store(desk, { kind: 'note-shown-wait', consultationId: request.id, shown: later });
      expect(await desk.consultations.findById(request.id)).toMatchObject({ grant, shown: later, version: 1 });
      expect(await commit(saved.consultation(request, 1))).toBe('committed');
      expect(await desk.consultations.findById(request.id)).toMatchObject({ grant, shown: later, version: 2 });
    });
  });

  describe('lists', () => {
    it('of whom and what it concerns: until it is over', async () => {
      const { team, employee, specialists } = await withPeople(2);
      const [ann = '', bob = ''] = specialists.map(({ id }) => id);
      const transfer = { kind: 'transfer-asked', to: bob, summary: 'Перевірено.' } as const;
      const [request, offered, callback, talk, passing, ended] = await withRequests(
        team,
        employee,
        [],
        [{ kind: 'offer-made', personId: ann }],
        [{ kind: 'callback-asked', until: monday10 + 60 * minuteMs }],
        connectedTo(ann),
        [...connectedTo(ann), transfer],
        [...connectedTo(ann), { kind: 'end-asked', by: 'employee' }],
      );
      const concerning = async (kind: 'person' | 'team', id: string, max = 10) =>
        idsOf(await desk.consultations.listConcerning({ kind, id }, max));
      const open = [request, offered, callback, talk, passing].map((each) => each?.id);
      expect(await concerning('person', employee.id)).toEqual(open);
      expect(await concerning('person', employee.id, 2)).toEqual(open.slice(0, 2));
      expect(await concerning('person', ann)).toEqual([offered?.id, talk?.id, passing?.id]);
      expect(await concerning('person', bob)).toEqual([passing?.id]);
      expect(await concerning('team', team)).toEqual([request?.id, callback?.id]);
      expect(idsOf(await desk.consultations.listInLine(team, 10))).toEqual([request?.id]);
      expect(idsOf(await desk.consultations.listInLine(null, 10_000))).toContain(request?.id);
      expect(idsOf(await desk.consultations.listLive([team], 10))).toEqual([talk?.id, passing?.id]);
      expect(idsOf(await desk.consultations.listLive(['another'], 10))).toEqual([]);
      const active = idsOf(await desk.consultations.listOpen(10_000));
      expect(active).toEqual(expect.arrayContaining([request?.id, offered?.id, talk?.id, passing?.id]));
      expect(active).not.toContain(callback?.id);
      expect(active).not.toContain(ended?.id);
    });

    it('of the dialogues of either of the two: the latest spoken in first', async () => {
      const { team, employee, specialists } = await withPeople();
      const [ann = ''] = specialists.map(({ id }) => id);
      const [early, late] = await withRequests(
        team,
        employee,
        connectedTo(ann),
        connectedTo(ann),
        [{ kind: 'offer-made', personId: ann }],
        [],
      );
      for (const personId of [employee.id, ann]) {
        expect(idsOf(await desk.consultations.listDialoguesOf(personId))).toEqual([late?.id, early?.id]);
      }
      expect(await desk.consultations.listDialoguesOf(randomUUID())).toEqual([]);
    });

    it('of an account: its dialogues, and the one that ended last, if not too long ago', async () => {
      const { team, employee, specialists } = await withPeople();
      const [ann = ''] = specialists.map(({ id }) => id);
      const end = { kind: 'end-asked', by: 'employee' } as const;
      const [first, second, talk] = await withRequests(
        team,
        employee,
        [...connectedTo(ann), end],
        [...connectedTo(ann), end],
        connectedTo(ann),
      );
      const secondEndedAt = monday10 + minuteMs;
      expect(first).toMatchObject({ endedAt: monday10 });
      const justEnded = { id: second?.id, ticketId: second?.ticketId, endedAt: secondEndedAt };
      for (const { telegramId, id } of [employee, ...specialists]) {
        const dialogues = await desk.consultations.listDialoguesOf(id);
        expect(idsOf(dialogues)).toEqual([talk?.id]);
        expect(await desk.consultations.findTalk(telegramId, monday10)).toEqual({ dialogues, justEnded });
        expect(await desk.consultations.findTalk(telegramId, secondEndedAt)).toEqual({ dialogues, justEnded });
        expect(await desk.consultations.findTalk(telegramId, secondEndedAt + 1)).toEqual({
          dialogues,
          justEnded: null,
        });
      }
      const stranger = aPerson();
      const nothing = { dialogues: [], justEnded: null };
      expect(await desk.consultations.findTalk(stranger.telegramId, monday10)).toEqual(nothing);
    });

    it('what the clock has something to do in, the longest overdue first', async () => {
      const { team, employee, specialists } = await withPeople();
      const [ann = ''] = specialists.map(({ id }) => id);
      const [offered, talk, request] = await withRequests(
        team,
        employee,
        [{ kind: 'offer-made', personId: ann }],
        connectedTo(ann),
        [],
      );
      const due = async (at: number) => {
        const ours = [offered?.id, talk?.id, request?.id];
        return (await desk.consultations.listDue(at, 10_000)).filter((id) => ours.includes(id));
      };
      expect(await due(monday10 + minuteMs - 1)).toEqual([]);
      expect(await due(monday10 + minuteMs)).toEqual([offered?.id]);
      expect(await due(monday10 + 60 * minuteMs)).toEqual([offered?.id, talk?.id]);
    });
  });

  describe('offers', () => {
    it('that were let pass are counted since the last answer, and since coming on shift', async () => {
      const { team, employee, specialists } = await withPeople();
      const [ann = ''] = specialists.map(({ id }) => id);
      const [request] = await withRequests(team, employee, []);
      const consultationId = request?.id ?? '';
      const offered = async (minutes: number, end: 'missed' | 'declined' | 'accepted' | 'withdrawn' | null) => {
        const madeAt = monday10 + minutes * minuteMs;
        const offer: OfferRecord = { consultationId, personId: ann, madeAt, transfer: false, over: null };
        await store(desk, { kind: 'note-offer', offer });
        if (end === null) return;
        await store(desk, { kind: 'note-offer', offer: { ...offer, over: { at: madeAt + minuteMs, end } } });
      };
      expect(await desk.consultations.countMisses(ann)).toBe(0);
      await offered(1, 'missed');
      await offered(2, 'declined');
      await offered(3, 'missed');
      await offered(4, 'withdrawn');
      await offered(5, 'missed');
      await offered(6, null);
      expect(await desk.consultations.countMisses(ann)).toBe(2);
      await store(desk, saved.onShift(ann, monday10 + 10 * minuteMs));
      expect(await desk.consultations.countMisses(ann)).toBe(0);
      await offered(12, 'missed');
      expect(await desk.consultations.countMisses(ann)).toBe(1);
    });

    it('one offer tapped a hundred times at once is accepted once', async () => {
      const { team, employee, specialists } = await withPeople();
      const [ann = ''] = specialists.map(({ id }) => id);
      const [offered] = await withRequests(team, employee, [{ kind: 'offer-made', personId: ann }]);
      if (!offered) throw new Error('They were stored.');
      const accepted = saved.consultation(movedOn(offered, { kind: 'accepted', by: ann }, monday10), 1);
      const outcomes = await Promise.all(Array.from({ length: 100 }, () => commit(accepted)));
      expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'overtaken')).toHaveLength(99);
      expect((await desk.consultations.findById(offered.id))?.version).toBe(2);
    });

    it('more than fit are never held, however many teams offer at once', async () => {
      for (const slotsMax of [1, 2]) {
        const { team, employee, specialists } = await withPeople();
        const [ann = ''] = specialists.map(({ id }) => id);
        const requests = await withRequests(team, employee, [], [], [], []);
        const outcomes = await Promise.all(
          requests.map((request) =>
            commit(
              { kind: 'hold-slot', personId: ann, consultationId: request.id, slotsMax },
              saved.consultation(movedOn(request, { kind: 'offer-made', personId: ann }, monday10), 1),
            ),
          ),
        );
        expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(slotsMax);
        const held = await desk.consultations.listConcerning({ kind: 'person', id: ann }, 10);
        expect(held.map(({ consultation }) => consultation.state)).toEqual(
          Array.from({ length: slotsMax }, () => 'offered'),
        );
      }
    });

    it('a slot counts the dialogue and the offer of others, not of the consultation itself', async () => {
      const { team, employee, specialists } = await withPeople();
      const [ann = ''] = specialists.map(({ id }) => id);
      const [talk, over] = await withRequests(team, employee, connectedTo(ann), [
        ...connectedTo(ann),
        { kind: 'end-asked', by: 'employee' },
      ]);
      const hold = (consultationId: string, slotsMax: number) =>
        commit({ kind: 'hold-slot', personId: ann, consultationId, slotsMax });
      expect(await hold(talk?.id ?? '', 1)).toBe('committed');
      expect(await hold(over?.id ?? '', 1)).toBe('overtaken');
      expect(await hold(over?.id ?? '', 2)).toBe('committed');
    });
  });
}
