import type { KeyRing } from '@desk/crypto';
import type { Change } from '../../../ports/plan.ts';
import type { Ids } from '../../../ports/system.ts';
import type { Statement } from '../run-pipeline.ts';

export type ChangeKind = Change['kind'];
export type ChangeOf<Kind extends ChangeKind> = Extract<Change, { readonly kind: Kind }>;

/** What writers need besides the change: everything was loaded before, so that writing is one round trip. */
export interface WriteContext {
  /**
   * Of a subject the changes name: a person, or the employee of a consultation, named by it or by a message of it.
   * Throws when there is none.
   */
  ringOf(subjectId: string): KeyRing;
  employeeTag(employeeId: string): Buffer;
  readonly ids: Ids;
}

/**
 * Turns a change into statements. A row written under an expected version ends in a cast to `unmoved`, which breaks
 * off the transaction where that version is no longer the row's.
 */
export type ChangeWriter<Kind extends ChangeKind> = (
  change: ChangeOf<Kind>,
  context: WriteContext,
) => readonly Statement[];
