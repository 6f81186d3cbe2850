import type { Localised } from '@desk/domain';
import type { ErasureObstacle } from './person-records.ts';

/** How long what is kept, as it is set here. */
export interface PrivacyTerms {
  /** Of tickets that are closed and conversations that are over. */
  readonly retentionDays: number;
  /** Of the audit logs inside; null while the gateway has not said. */
  readonly auditRetentionDays: number | null;
}

/** What is kept of a person, and what they can do about it. */
export type PrivacyScreen =
  /** `note`: what the operator has to say about it; null: nothing. */
  | { readonly kind: 'privacy'; readonly terms: PrivacyTerms; readonly note: Localised | null }
  | { readonly kind: 'data-begun' }
  /** `at`: from when on they can ask again. */
  | { readonly kind: 'data-too-soon'; readonly at: number }
  | { readonly kind: 'data-not-sent'; readonly why: 'session-ended' | 'not-now' }
  | { readonly kind: 'erasing-explained' }
  | { readonly kind: 'erasing-asked' }
  | { readonly kind: 'erasing-dropped' }
  | { readonly kind: 'erasing-begun' }
  | { readonly kind: 'erasing-refused'; readonly obstacles: readonly ErasureObstacle[] }
  | { readonly kind: 'not-erased'; readonly why: 'session-ended' | 'not-now' }
  | { readonly kind: 'erased' };
