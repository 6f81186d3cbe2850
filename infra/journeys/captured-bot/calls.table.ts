import { createHash } from 'node:crypto';
import {
  type ConsultationClosing,
  type ContractClient,
  type DeclaredFile,
  type DialogueBatch,
  type GatewayEndpoints,
  gatewayEndpoints,
  headers,
  type NewComment,
  type NewTicket,
  type Problem,
} from '@desk/contract';

export type Client = ContractClient<GatewayEndpoints>;
export type EndpointName = keyof GatewayEndpoints;

/** An answer of any endpoint. */
export type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'unreachable'; readonly sent: 'no' | 'maybe' }
  | { readonly kind: 'misunderstood'; readonly status: number };

/** With what a call is made beside the bot’s signature. */
export interface By {
  readonly token?: string;
  readonly grant?: string;
}

/** What a call is about. */
export interface Target {
  readonly number: string;
  readonly commentId: string;
  readonly fileId: string;
  /** Of a message written through the desk. */
  readonly message: string;
  readonly consultation: string;
  /** Somebody’s of the ticket’s team. */
  readonly colleague: string;
  readonly email: string;
}

export const usualTarget: Target = {
  number: 'SD-999999',
  commentId: '1',
  fileId: '1',
  message: '00000000-0000-4000-8000-000000000001',
  consultation: '00000000-0000-4000-8000-000000000002',
  colleague: 'e-2003',
  email: 'nobody@example.test',
};

const account = { telegramUserId: 9_000_000_001 };
const confirmation = () => ({ confirmationId: crypto.randomUUID() });
const ticketOf = ({ number }: Target) => ({ number });
const once = () => ({ idempotencyKey: `drill-${crypto.randomUUID()}` });
const talk = ({ number, consultation }: Target) => ({ number, consultation });

type Calls = Readonly<Record<EndpointName, (client: Client, target: Target, by: By) => Promise<Answer>>>;

/**
 * A well-formed call of every endpoint: what is refused is refused for who asks, not for how. An endpoint without one
 * does not compile, so that nothing is added to the contract that the drill does not try.
 */
export const calls: Calls = {
  openSession: (client) => client.openSession({ body: { ...account, phone: '+380509999999' } }),
  renewSession: (client, _, by) => client.renewSession(by),
  endSession: (client) => client.endSession({ params: { sessionId: crypto.randomUUID() } }),
  submitCode: (client) => client.submitCode({ params: confirmation(), body: { ...account, code: '00000000' } }),
  sendCode: (client) => client.sendCode({ params: confirmation(), body: account }),
  askSupervisor: (client) => client.askSupervisor({ params: confirmation(), body: account }),
  redeemConfirmation: (client) => client.redeemConfirmation({ params: confirmation(), body: account }),
  listConfirmations: (client, _, by) => client.listConfirmations(by),
  judgeConfirmation: (client, _, by) =>
    client.judgeConfirmation({ params: confirmation(), body: { verdict: 'confirm', comparisonCode: '0000' }, ...by }),
  putUpload: (client, _, by) => put(client, by, { uploadId: crypto.randomUUID(), content: 'words' }),
  fileTicket: (client, _, by) => client.fileTicket({ body: aTicket(), ...once(), ...by }),
  readTicket: (client, target, by) => client.readTicket({ params: ticketOf(target), ...by }),
  readComment: (client, { number, commentId }, by) => client.readComment({ params: { number, commentId }, ...by }),
  readNote: (client, { number, message }, by) => client.readNote({ params: { number, message }, ...by }),
  readFile: (client, { number, fileId }, by) => client.readFile({ params: { number, fileId }, ...by }),
  assignTicket: (client, target, by) => {
    const body = { assignee: target.colleague, expected: null, remark: null };
    return client.assignTicket({ params: ticketOf(target), body, ...once(), ...by });
  },
  moveTicket: (client, target, by) =>
    client.moveTicket({ params: ticketOf(target), body: { to: 'closed', remark: null }, ...once(), ...by }),
  prioritiseTicket: (client, target, by) =>
    client.prioritiseTicket({ params: ticketOf(target), body: { priority: 'low', remark: null }, ...once(), ...by }),
  transferTicket: (client, target, by) =>
    client.transferTicket({ params: ticketOf(target), body: { team: 'it-support', remark: null }, ...once(), ...by }),
  addParticipant: (client, target, by) =>
    client.addParticipant({ params: ticketOf(target), body: { who: target.email }, ...once(), ...by }),
  addComment: (client, target, by) =>
    client.addComment({ params: ticketOf(target), body: aComment('public'), ...once(), ...by }),
  editComment: (client, { number, message }, by) =>
    client.editComment({ params: { number, message }, body: { text: 'other words' }, ...once(), ...by }),
  openConsultation: (client, target, by) => client.openConsultation({ params: talk(target), ...once(), ...by }),
  joinConsultation: (client, target, by) => client.joinConsultation({ params: talk(target), ...once(), ...by }),
  mirrorMessages: (client, target, by) =>
    client.mirrorMessages({ params: talk(target), body: aBatch(target.colleague), ...once(), ...by }),
  closeConsultation: (client, target, by) =>
    client.closeConsultation({ params: talk(target), body: aClosing(), ...once(), ...by }),
  listChanges: (client) => client.listChanges({ query: {} }),
  lookAtTickets: (client, { number }) => client.lookAtTickets({ body: { numbers: [number] } }),
  relayHook: (client) => client.relayHook({ body: { headers: {}, query: {}, body: '' } }),
  readWorkload: (client) => client.readWorkload({ query: { team: 'it-support' } }),
  shipAudit: (client) => {
    const entry = { number: 1_000_000_000, bytes: 'AA==', hash: '0'.repeat(64) };
    return client.shipAudit({ body: { entries: [entry] } });
  },
  readService: (client) => client.readService({}),
  readOwnData: (client, _, by) => client.readOwnData(by),
  erasePerson: (client, _, by) => client.erasePerson(by),
};

export const endpointNames: readonly EndpointName[] = namesOf(gatewayEndpoints);

/** Those that a person’s token opens, alone or beside something else. */
export const withToken = endpointNames.filter((name) => gatewayEndpoints[name].authority.startsWith('session'));
/** Those about a ticket, in somebody’s name. */
export const onTickets = withToken.filter((name) => gatewayEndpoints[name].path.includes('/:number'));
/** Those that the grant of a consultation opens. */
export const withGrant = endpointNames.filter((name) =>
  gatewayEndpoints[name].authority.includes('consultation-grant'),
);

export function put(
  client: Client,
  by: By,
  { uploadId, content }: { readonly uploadId: string; readonly content: string },
): Promise<Answer> {
  const sent = {
    params: { uploadId },
    body: new Blob([content]).stream(),
    headers: { [headers.fileName]: 'notes.txt' },
  };
  return client.putUpload({ ...sent, ...by });
}

/** What was put, as a ticket declares it. */
export function declared(uploadId: string, content: string): DeclaredFile {
  const bytes = new TextEncoder().encode(content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { uploadId, name: 'notes.txt', bytes: bytes.length, sha256 };
}

export function aTicket(change: Partial<NewTicket> = {}): NewTicket {
  return {
    ...{ reference: crypto.randomUUID(), requestType: 'computer-problem', priority: 'medium', priorityReason: null },
    ...{
      summary: 'Не вмикається монітор',
      description: 'Не вмикається монітор з самого ранку.',
      fields: {},
      files: [],
    },
    language: 'uk',
    ...change,
  };
}

const words = 'Слова, яких ніхто не казав.';

export function aComment(visibility: NewComment['visibility'], files: readonly DeclaredFile[] = []): NewComment {
  return { message: crypto.randomUUID(), text: words, visibility, files: [...files], language: 'uk' };
}

/** Lines that somebody is said to have spoken. */
export function aBatch(author: string, lines = 1): DialogueBatch {
  const line = (): DialogueBatch['lines'][number] => ({
    ...{ id: crypto.randomUUID(), side: 'specialist', author, sentAt: Date.now() },
    ...{ text: words, edited: false, files: [] },
  });
  return { batch: crypto.randomUUID(), language: 'uk', lines: Array.from({ length: lines }, line) };
}

export function aClosing(participants: readonly string[] = []): ConsultationClosing {
  const ended = { startedAt: null, waitedSeconds: 0, endedAt: Date.now(), end: 'by-employee' } as const;
  return {
    ...{ ...ended, participants: [...participants], stars: null, comment: null },
    ...{ revision: Date.now(), language: 'uk' },
  };
}

/** `Object.keys`, which forgets what the keys are. */
function namesOf(table: GatewayEndpoints): readonly EndpointName[] {
  return Object.keys(table).filter((name): name is EndpointName => name in table);
}
