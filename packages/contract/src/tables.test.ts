import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { botEndpoints, CommentMark, type Endpoint, gatewayEndpoints, problemStatus, TicketMarks } from './index.ts';

const tables: [string, Record<string, Endpoint>][] = [
  ['gateway', gatewayEndpoints],
  ['bot', botEndpoints],
];

for (const [side, table] of tables) {
  describe(`endpoints of the ${side}`, () => {
    const endpoints = Object.entries(table);

    it('are told apart by method and path', () => {
      const addresses = endpoints.map(([, { method, path }]) => `${method} ${path.replace(/:\w+/g, ':')}`);
      expect(new Set(addresses).size).toBe(endpoints.length);
    });

    it.each(endpoints)('%s names in its schema just the parameters of its path', (_, { path, params }) => {
      const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
      expect(Object.keys(params?.shape ?? {}).toSorted()).toEqual(inPath.toSorted());
    });

    it.each(endpoints)('%s bounds its body', (_, { body, bodyBytesMax }) => {
      expect(bodyBytesMax > 0).toBe(body !== null);
    });

    it.each(endpoints)('%s declares each problem once, and those of its authority', (_, { problems, authority }) => {
      expect(new Set(problems).size).toBe(problems.length);
      expect(problems.includes('session-ended')).toBe(authority.startsWith('session'));
      expect(problems.includes('grant-refused')).toBe(authority.endsWith('grant'));
    });

    it.each(endpoints)('%s that repeats its answers says when it cannot', (_, { idempotent, problems }) => {
      if (idempotent) expect(problems).toEqual(expect.arrayContaining(['still-working', 'key-reused']));
    });

    it.each(endpoints)('%s succeeds with a 2xx and never shares a status with a problem', (_, { answers }) => {
      const refusals = new Set<number>(Object.values(problemStatus));
      for (const status of Object.keys(answers).map(Number)) {
        expect(status).toBeGreaterThanOrEqual(200);
        expect(status).toBeLessThan(300);
        expect(refusals.has(status)).toBe(false);
      }
    });
  });
}

it('keeps what is around a ticket free of text', () => {
  expect(Object.keys(TicketMarks.shape).toSorted()).toEqual(
    ['comments', 'commentsCut', 'participants', 'readAt', 'slaDueAt'].toSorted(),
  );
  expect(Object.keys(CommentMark.shape).toSorted()).toEqual(
    ['author', 'createdAt', 'editedAt', 'id', 'message'].toSorted(),
  );
});

it('keeps every thin event free of text', () => {
  const ticket: z.ZodObject = gatewayEndpoints.assignTicket.answers[200].shape.ticket;
  expect(Object.keys(ticket.shape).toSorted()).toEqual(
    [
      'assignee',
      'changedAt',
      'createdAt',
      'number',
      'priority',
      'reference',
      'requestType',
      'requester',
      'status',
      'team',
      'url',
    ].toSorted(),
  );
});
