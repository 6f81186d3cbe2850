import type { Profile } from '@desk/domain';
import type {
  GatewayTrouble,
  TicketComment,
  TicketOrder,
  TicketState,
  UploadedFile,
} from '../../src/ports/gateway-desk.ts';
import type { Clock } from '../../src/ports/system.ts';

/** A comment as it stands in the tracker, for whomever. */
export interface TrackerComment extends TicketComment {
  readonly visibility: 'public' | 'internal';
}

export interface GatewaySession {
  readonly employeeId: string;
  readonly startedAt: number;
  readonly renewedAt: number;
  readonly ended: boolean;
}

/** `code`: the digits of the letter. */
export interface WaitingSignIn {
  readonly phone: string;
  readonly telegramId: number;
  readonly code: string;
  readonly sentAt: number;
  readonly triesLeft: number;
  readonly supervisor: 'not-asked' | 'asked' | 'approved' | 'refused';
  readonly over: boolean;
}

export interface FiledTicket {
  readonly state: TicketState;
  readonly order: TicketOrder;
  readonly by: string;
  readonly assigneeName: string | null;
}

export type OrderRefusal = 'invalid' | 'not-permitted' | 'file-forbidden';
export type FileRefusalAtGateway = 'too-large' | 'forbidden' | 'gone';

/** What the gateway and the tracker hold, and the faults a test asks for. */
export interface GatewayState {
  readonly clock: Clock;
  readonly directory: Map<string, Profile>;
  /** Employee ids of those who have left: what they have in the tracker is nobody's. */
  readonly left: Set<string>;
  readonly sessions: Map<string, GatewaySession>;
  readonly uploads: Map<string, UploadedFile>;
  /** Upload ids that the tracker will not have. */
  readonly filesLeftOut: Set<string>;
  readonly filed: Map<string, FiledTicket>;
  /** By number, oldest first. */
  readonly comments: Map<string, readonly TrackerComment[]>;
  /** Employee ids by number. */
  readonly participants: Map<string, readonly string[]>;
  readonly slaDueAt: Map<string, number>;
  /** By reference: which body was filed under it, as which ticket. */
  readonly answers: Map<string, { readonly body: string; readonly number: string }>;
  readonly grants: Map<string, { readonly body: string; readonly employeeId: string; readonly expiresAt: number }>;
  readonly refusedFiles: Map<string, FileRefusalAtGateway>;
  /** Every state a ticket has had, as the feed tells it. */
  readonly changes: TicketState[];
  /** Sign-ins that wait, by id. */
  readonly confirmations: Map<string, WaitingSignIn>;
  confirming: { readonly byMail: boolean } | null;
  readonly revoked: { readonly gatewaySessionId: string; readonly at: number }[];
  gateway: 'up' | 'down';
  tracker: 'up' | 'down';
  /** Nobody can be named, and no team told. */
  directoryAway: boolean;
  answersToLose: number;
  refusing: OrderRefusal | null;
  /** Employee id of whom the tracker itself gives what is filed. */
  firstAssignee: string | null;
  /** How many letters with codes were sent. */
  letters: number;
  counted: number;
  /** Of the latest reading of a ticket. */
  lastReadAt: number;
}

export function emptyGateway(clock: Clock): GatewayState {
  return {
    clock,
    directory: new Map(),
    left: new Set(),
    sessions: new Map(),
    uploads: new Map(),
    filesLeftOut: new Set(),
    filed: new Map(),
    comments: new Map(),
    participants: new Map(),
    slaDueAt: new Map(),
    answers: new Map(),
    grants: new Map(),
    refusedFiles: new Map(),
    changes: [],
    confirmations: new Map(),
    confirming: null,
    revoked: [],
    gateway: 'up',
    tracker: 'up',
    directoryAway: false,
    answersToLose: 0,
    refusing: null,
    firstAssignee: null,
    letters: 0,
    counted: 0,
    lastReadAt: 0,
  };
}

export const down: GatewayTrouble = { kind: 'down', retryAfterMs: null };

/** Around every call: away, or carried out with its answer perhaps lost on the way back. */
export async function call<Answer>(gateway: GatewayState, carryOut: () => Answer): Promise<Answer | GatewayTrouble> {
  if (gateway.gateway === 'down') return down;
  const answer = carryOut();
  if (gateway.answersToLose === 0) return answer;
  gateway.answersToLose -= 1;
  return { kind: 'unknown', retryAfterMs: null };
}

export function count(gateway: GatewayState): number {
  gateway.counted += 1;
  return gateway.counted;
}
