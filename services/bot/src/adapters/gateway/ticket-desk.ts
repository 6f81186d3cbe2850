import type { TicketDesk } from '../../ports/gateway-desk.ts';
import type { GatewayClient } from './gateway-client.ts';
import { credentials, troubleOf } from './gateway-trouble.ts';
import { readTicketState } from './ticket-state.ts';
import { type SentFiles, uploadFile } from './upload-file.ts';

export function createTicketDesk(gateway: GatewayClient, sentFiles: SentFiles): TicketDesk {
  return {
    async upload(authority, file) {
      const outcome = await uploadFile(gateway, sentFiles, authority, file);
      // The grant of a filing is for its words: files are brought by the person.
      return outcome.kind === 'grant-refused' ? { kind: 'session-ended' } : outcome;
    },
    file: (authority, order) => fileTicket(gateway, authority, order),
    assign: (authority, order) => assignTicket(gateway, authority, order),
    move: (authority, order) => moveTicket(gateway, authority, order),
    read: (token, number) => readTicket(gateway, token, number),
  };
}

async function fileTicket(
  gateway: GatewayClient,
  ...[authority, order]: Parameters<TicketDesk['file']>
): ReturnType<TicketDesk['file']> {
  const outcome = await gateway.fileTicket({
    body: { ...order, files: [...order.files] },
    idempotencyKey: order.reference,
    ...credentials(authority),
  });
  if (outcome.kind === 'answered') {
    return outcome.status === 201
      ? { kind: 'filed', state: readTicketState(outcome.body.ticket), filesRefused: outcome.body.filesRefused }
      : { kind: 'accepted', grant: outcome.body.grant };
  }
  if (outcome.kind === 'refused') {
    switch (outcome.problem.code) {
      case 'session-ended':
        return { kind: 'session-ended' };
      case 'grant-refused':
        return { kind: 'grant-refused' };
      case 'upload-missing':
        return { kind: 'upload-missing', uploadId: outcome.problem.uploadId ?? null };
      case 'not-permitted':
        return { kind: 'refused', reason: 'not-permitted' };
      case 'file-forbidden':
      case 'file-too-large':
        return { kind: 'refused', reason: 'file-forbidden' };
      case 'ticket-refused':
      case 'request-invalid':
      case 'key-reused':
        return { kind: 'refused', reason: 'invalid' };
      default:
    }
  }
  return troubleOf(outcome);
}

async function assignTicket(
  gateway: GatewayClient,
  ...[authority, order]: Parameters<TicketDesk['assign']>
): ReturnType<TicketDesk['assign']> {
  const { key, number, ...body } = order;
  const outcome = await gateway.assignTicket({
    params: { number },
    body,
    idempotencyKey: key,
    ...credentials(authority),
  });
  if (outcome.kind === 'answered') return { kind: 'assigned', state: readTicketState(outcome.body.ticket) };
  if (outcome.kind === 'refused') {
    const { code, current } = outcome.problem;
    if (code === 'session-ended') return { kind: 'session-ended' };
    if (code === 'overtaken') return { kind: 'overtaken', assignee: typeof current === 'string' ? current : null };
    if (code === 'not-found') return { kind: 'refused', reason: 'not-found' };
    if (code === 'not-permitted' || code === 'request-invalid' || code === 'key-reused') {
      return { kind: 'refused', reason: 'not-permitted' };
    }
  }
  return troubleOf(outcome);
}

async function moveTicket(
  gateway: GatewayClient,
  ...[authority, order]: Parameters<TicketDesk['move']>
): ReturnType<TicketDesk['move']> {
  const { key, number, ...body } = order;
  const outcome = await gateway.moveTicket({
    params: { number },
    body,
    idempotencyKey: key,
    ...credentials(authority),
  });
  if (outcome.kind === 'answered') return { kind: 'moved', state: readTicketState(outcome.body.ticket) };
  if (outcome.kind === 'refused') {
    const { code } = outcome.problem;
    if (code === 'session-ended') return { kind: 'session-ended' };
    if (code === 'not-found' || code === 'overtaken') return { kind: 'refused', reason: code };
    if (code === 'not-permitted' || code === 'request-invalid' || code === 'key-reused') {
      return { kind: 'refused', reason: 'not-permitted' };
    }
  }
  return troubleOf(outcome);
}

async function readTicket(gateway: GatewayClient, token: string, number: string): ReturnType<TicketDesk['read']> {
  const outcome = await gateway.readTicket({ params: { number }, token });
  if (outcome.kind === 'answered') {
    const { ticket, ...text } = outcome.body;
    return { kind: 'read', state: readTicketState(ticket), ...text };
  }
  if (outcome.kind === 'refused') {
    const { code } = outcome.problem;
    if (code === 'session-ended') return { kind: 'session-ended' };
    if (code === 'not-found' || code === 'not-permitted') return { kind: 'refused', reason: code };
  }
  return troubleOf(outcome);
}
