import type { Duty, Language, Profile, Session } from '@desk/domain';
import type { Composition } from './compositions.ts';

/** Someone who has signed in at least once. `id` is a random subject id: it names a person where nothing else may. */
export interface Person {
  readonly id: string;
  readonly telegramId: number;
  /** The private chat; equal to `telegramId` today, kept apart because Telegram does not promise it. */
  readonly chatId: number;
  readonly language: Language;
  readonly profile: Profile;
  /** When the gateway last said so: role and rights are taken as known for 5 min. */
  readonly profileCheckedAt: number;
  /** Sealed by the gateway: the bot stores it and cannot open it. */
  readonly sealedPhone: string;
  /** Set while the person has the bot blocked: nothing is sent. */
  readonly blockedAt: number | null;
  /**
   * Set once the gateway said that this Telegram account belongs to someone else: the person keeps id and tickets, is
   * no longer found by the account, and nothing is sent. Several detached people may share a Telegram id, one other not.
   */
  readonly detachedAt: number | null;
  readonly createdAt: number;
  readonly lastLoginAt: number;
  readonly version: number;
}

/** A session's tie to the gateway, where it really lives. The token stays sealed at rest. */
export interface GatewayTie {
  readonly gatewaySessionId: string;
  readonly token: string;
  readonly tokenExpiresAt: number;
}

/** A session of ours, tied to one at the gateway. */
export type DeskSession = Session & GatewayTie & { readonly version: number };

export type StoredDuty = Duty & { readonly version: number };

/** Everything that most turns need about the sender, in one read. */
export interface Acquaintance {
  readonly person: Person;
  /** The latest session, live or not; null after sign-out data was removed. */
  readonly session: DeskSession | null;
  /** Null for those who have never been on shift. */
  readonly duty: StoredDuty | null;
  /** What their next message is for, unless it has been silent for too long; null: for a ticket of its own. */
  readonly composition: Composition | null;
}

export interface People {
  /** Never someone detached. */
  findByTelegramId(telegramId: number): Promise<Acquaintance | null>;
  findById(personId: string): Promise<Acquaintance | null>;
  findByEmployeeId(employeeId: string): Promise<Acquaintance | null>;
  findByGatewaySession(gatewaySessionId: string): Promise<Acquaintance | null>;
  /** Specialists and supervisors of any of the teams, whatever their duty. */
  listStaff(teams: readonly string[]): Promise<readonly Acquaintance[]>;
}

/** Facts that have come due, for the jobs that act on time; at most `max` ids, the longest overdue first. */
export interface DueSessions {
  listLiveIdleSince(at: number, startedBefore: number, max: number): Promise<readonly string[]>;
}
