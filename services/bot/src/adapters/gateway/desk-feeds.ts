import type { DeskFeeds } from '../../ports/gateway-desk.ts';
import type { GatewayClient } from './gateway-client.ts';
import { troubleOf } from './gateway-trouble.ts';
import { readReading } from './ticket-state.ts';

export function createDeskFeeds(gateway: GatewayClient): DeskFeeds {
  return {
    async changesSince(cursor) {
      const outcome = await gateway.listChanges({ query: cursor === null ? {} : { cursor } });
      if (outcome.kind !== 'answered') return troubleOf(outcome);
      const { events, cursor: next, more } = outcome.body;
      const tickets = events.flatMap((event) => (event.kind === 'ticket-changed' ? [readReading(event)] : []));
      const revokedSessions = events.flatMap((event) =>
        event.kind === 'session-revoked' ? [{ gatewaySessionId: event.sessionId, at: event.at }] : [],
      );
      return { kind: 'changes', tickets, revokedSessions, cursor: next, more };
    },

    async look(numbers) {
      const outcome = await gateway.lookAtTickets({ body: { numbers: [...numbers] } });
      if (outcome.kind !== 'answered') return troubleOf(outcome);
      const tickets = outcome.body.events.flatMap((event) =>
        event.kind === 'ticket-changed' ? [readReading(event)] : [],
      );
      return { kind: 'looked', tickets };
    },

    async workload(team) {
      const outcome = await gateway.readWorkload({ query: { team } });
      if (outcome.kind !== 'answered') return troubleOf(outcome);
      const { people, members } = outcome.body;
      return {
        kind: 'workload',
        active: new Map(people.map(({ employeeId, active }) => [employeeId, active])),
        members: members === undefined ? null : new Set(members),
      };
    },

    async shipAudit(lines) {
      const entries = lines.map(({ number, bytes, hash }) => ({
        number,
        bytes: Buffer.from(bytes).toString('base64'),
        hash,
      }));
      const outcome = await gateway.shipAudit({ body: { entries } });
      if (outcome.kind === 'answered') return { kind: 'acknowledged', upTo: outcome.body.acknowledged };
      if (outcome.kind === 'refused') {
        const { code, current } = outcome.problem;
        if (code === 'audit-gap') return { kind: 'gap', expected: Number(current ?? 1) };
        if (code === 'audit-rewritten') return { kind: 'rewritten' };
      }
      return troubleOf(outcome);
    },
  };
}
