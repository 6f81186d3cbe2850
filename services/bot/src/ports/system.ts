import type { Catalogue, ConsultationLimits, IndexWeights, Localised, QuietHours, SessionLimits } from '@desk/domain';
import type { SavedReply } from './saved-replies.ts';

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** Resolves after so many milliseconds. */
export type Pause = (ms: number) => Promise<void>;

export interface Ids {
  /** A random UUID (v7, so that rows of one time lie together). */
  next(): string;
  /** Always the same UUID for the same words: a repeated attempt names things as the first one did. */
  derive(...words: readonly string[]): string;
}

/** What an operator configures and use cases obey. */
export interface Policy {
  readonly catalogue: Catalogue;
  readonly weights: IndexWeights;
  readonly sessionLimits: SessionLimits;
  readonly supportContact: string;
  /** Tickets born in the tracker are taken in and, where nobody has them, assigned. */
  readonly assignForeignTickets: boolean;
  readonly savedReplies: readonly SavedReply[];
  /** When employees are told without a sound; null: at no time. */
  readonly quietHours: QuietHours | null;
  readonly fileBytesMax: number;
  readonly consultationLimits: ConsultationLimits;
  readonly consultationWeights: IndexWeights;
  /** A request that waits longer is told to the supervisors, once. */
  readonly waitAlertMs: number;
  readonly activeTicketsMax: number;
  /** Of one chat, while its person is signed out; the oldest gives way. */
  readonly keptArrivalsMax: number;
  /** How long tickets and conversations that are over are kept: people are told. */
  readonly retentionDays: number;
  /** What the operator has to say about privacy; null: nothing. */
  readonly privacyNote: Localised | null;
}
