import { createHash, randomUUID } from 'node:crypto';
import type { ContractClient, GatewayEndpoints, NewTicket, ProblemCode } from '@desk/contract';
import { aNewTicket } from '../builders/new-ticket.ts';
import { employee } from '../builders/people.ts';
import type { WholeGateway } from './start-gateway.ts';

/** What a scenario has to hand; every scenario begins an hour after the one before, so that limits do not add up. */
export interface Stage extends WholeGateway {
  /** A key no scenario used before. */
  key(): string;
  aTicket(change?: Partial<NewTicket>): NewTicket;
  file(body: NewTicket, token: string, key?: string): ReturnType<ContractClient<GatewayEndpoints>['fileTicket']>;
  /** Files a ticket of the employee and gives its number and a token of theirs. */
  filed(change?: Partial<NewTicket>): Promise<{ readonly number: string; readonly token: string }>;
  /** Puts a file into the spool of whoever holds the token. */
  upload(token: string, content: string, name?: string): Promise<NewTicket['files'][number]>;
}

/** Status of a success, or code of a problem, and what brings it about. */
export type Scenarios = Readonly<Record<string, (stage: Stage) => Promise<{ readonly kind: string }>>>;

/** What an answer was, in the words of the table. */
export function outcomeOf(answer: { readonly kind: string }): string {
  if ('status' in answer) return String(answer.status);
  if ('problem' in answer) return (answer.problem as { code: ProblemCode }).code;
  return answer.kind;
}

export function setStage(whole: WholeGateway): Stage {
  const { client } = whole;
  const aTicket = (change: Partial<NewTicket> = {}) => aNewTicket({ reference: randomUUID(), ...change });
  const file: Stage['file'] = (body, token, key = body.reference) =>
    client.fileTicket({ body, token, idempotencyKey: key });
  return {
    ...whole,
    key: () => `key-${randomUUID()}`,
    aTicket,
    file,
    async filed(change) {
      const token = await whole.signIn(employee);
      const answer = await file(aTicket(change), token);
      if (answer.kind !== 'answered' || answer.status !== 201) throw new Error(`Not filed: ${outcomeOf(answer)}`);
      return { number: answer.body.ticket.number, token };
    },
    async upload(token, content, name = 'notes.txt') {
      const bytes = new TextEncoder().encode(content);
      const uploadId = randomUUID();
      const headers = { 'desk-file-name': encodeURIComponent(name) };
      await client.putUpload({ params: { uploadId }, token, body: new Blob([bytes]).stream(), headers });
      return { uploadId, name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    },
  };
}
